#!/usr/bin/env python3
"""Checks that no compiler makes: layers include only what is below them, no kind is named in C++, one function writes files, examples fit the schema, sources are formatted."""
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FORBIDDEN = {"model": r'#\s*include\s*[<"](Q[A-Z]|Qt|views/|app/)', "views": r'#\s*include\s*[<"]app/'}


def sources(layer):
    return [p for p in (ROOT / layer).rglob("*") if p.suffix in (".h", ".cpp")]


def upward_includes():
    for layer, pattern in FORBIDDEN.items():
        for path in sources(layer):
            for number, line in enumerate(path.read_text().splitlines(), 1):
                if re.match(pattern, line):
                    yield f"{path.relative_to(ROOT)}:{number}: includes a layer above its own"


def named_kinds():
    kinds = []
    for path in (ROOT / "resources/catalog").glob("*.json"):
        kinds += [kind["id"] for kind in json.loads(path.read_text()).get("kinds", [])]
    for layer in ("model", "views", "app"):
        for path in sources(layer):
            text = path.read_text()
            for kind in kinds:
                if f'"{kind}"' in text and kind not in ("custom", "region", "az"):
                    yield f"{path.relative_to(ROOT)}: names the kind {kind}; make it data"


def unsafe_writers():
    """Only the one save function writes files: QSaveFile alone reports success on a full disk."""
    pattern = re.compile(r"QSaveFile|std::ofstream|\bfopen\(|QIODevice::(WriteOnly|ReadWrite|Append)|QFile::(copy|rename)")
    for layer in ("model", "views", "app"):
        for path in sources(layer):
            if path.stem == "safe_file":
                continue
            for number, line in enumerate(path.read_text().splitlines(), 1):
                if pattern.search(line) and "QDataStream" not in line:
                    yield f"{path.relative_to(ROOT)}:{number}: writes past app/files/safe_file.h"


def misfit_examples():
    schema_path = ROOT / "resources/schema/project.schema.json"
    if not schema_path.exists():
        return
    import jsonschema
    schema = json.loads(schema_path.read_text())
    validator = jsonschema.validators.validator_for(schema)(schema)
    for path in [*(ROOT / "examples").glob("*.headroom"), *(ROOT / "resources/templates").glob("*.headroom")]:
        for error in validator.iter_errors(json.loads(path.read_text())):
            yield f"{path.relative_to(ROOT)}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"


def unknown_actions():
    """The tool that takes pictures asks for actions by name, and is no test that would notice."""
    known = set(re.findall(r'^    \{ [^"]*"[^"]*"\)?, "([a-z-]+)"', (ROOT / "app/shell/actions.cpp").read_text(), re.M))
    for path in sorted((ROOT / "tests/pictures").glob("album*")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            for name in re.findall(r'action\("([^"]+)"\)', line):
                if name not in known:
                    yield f"{path.relative_to(ROOT)}:{number}: asks for the action {name}, which there is not"


def unformatted():
    """clang-format finds its style file by itself; a dry run names each place as FILE:LINE."""
    tracked = [path for layer in ("model", "views", "app", "tests") for path in sources(layer)]
    run = subprocess.run(["clang-format", "--dry-run", *map(str, tracked)], capture_output=True, text=True)
    for path in sorted({line.split(":")[0] for line in run.stderr.splitlines() if "clang-format-violations" in line}):
        yield f"{pathlib.Path(path).relative_to(ROOT)}: not formatted; run clang-format -i on it"


problems = [*upward_includes(), *named_kinds(), *unsafe_writers(), *misfit_examples(), *unknown_actions(), *unformatted()]
print("\n".join(problems) or "lint: fine")
sys.exit(1 if problems else 0)
