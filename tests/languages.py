#!/usr/bin/env python3
"""Compares the texts of the interface in the sources with those of resources/languages.

Without arguments it fails on an entry that no source has any more and on a placeholder that a text lost; with --missing
it lists what a language does not have yet."""
import ast
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LITERALS = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
CALLS = re.compile(r'(?:\btr\(|\bQT_TR_NOOP\(|\btranslate\(\s*"[^"]*",)\s*' + LITERALS)
SECTIONS = re.compile(r'Row \{ \{ "[^"]*", "([^"]*)" \}')  # the model's titles of sections of a report
# Both ends of a choice: tr(a ? "one" : "other") does not occur, so literals follow the bracket.


def source_texts():
    texts = {}
    for layer in ("app", "views"):
        for path in sorted((ROOT / layer).rglob("*.cpp")) + sorted((ROOT / layer).rglob("*.h")):
            for match in CALLS.finditer(path.read_text()):
                parts = re.findall(r'"((?:[^"\\]|\\.)*)"', match.group(1))
                text = "".join(ast.literal_eval('"' + part + '"') for part in parts)
                texts.setdefault(text, path.relative_to(ROOT))
    sections = ROOT / "model/report_writing/report_document.cpp"
    for text in SECTIONS.findall(sections.read_text()):
        texts.setdefault(text, sections.relative_to(ROOT))
    return texts


CATALOG_KEYS = {"size_title", "title", "summary", "help", "subtitle", "says", "why", "fix", "condition", "source", "group", "term", "text"}


def catalog_texts():
    """What resources/catalog and resources/help say to people."""
    texts = set()

    def walk(value, says_all=False):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(each, (dict, list)):
                walk(each, key in ("parts", "phrases"))
            elif isinstance(each, str) and (says_all or key in CATALOG_KEYS):
                texts.add(each)

    for path in [*(ROOT / "resources/catalog").glob("*.json"), *(ROOT / "resources/help").glob("*.json")]:
        walk(json.loads(path.read_text()))
    return texts


def catalog_leftovers():
    """Translations of what the catalog does not say (any more): they do no harm, and a sentence may change first."""
    there = catalog_texts()
    for path in sorted((ROOT / "resources/languages/catalog").glob("*.json")):
        yield from (f"{path.name}: {text!r}" for text in json.loads(path.read_text())["texts"] if text not in there)


def catalog_problems():
    """Words of a sentence that the model fills in have to stand in the translation, too."""
    braces = lambda text: sorted(re.findall(r"{\w+}", text))
    for path in sorted((ROOT / "resources/languages/catalog").glob("*.json")):
        for source, text in json.loads(path.read_text())["texts"].items():
            if braces(text) != braces(source):
                yield f"catalog/{path.name}: the words in braces of {source!r} and {text!r} differ"


def sentence_problems():
    """Sentences of the model with names in them: a translation leaves none out and invents none."""
    for folder in ("model", "errors"):
        for path in sorted((ROOT / "resources/languages" / folder).glob("*.json")):
            for source, text in json.loads(path.read_text())["texts"].items():
                if sorted(re.findall(r"{\d}", text)) != sorted(re.findall(r"{\d}", source)):
                    yield f"{folder}/{path.name}: the names of {source!r} and {text!r} differ"


def placeholders(text):
    return sorted(re.findall(r"%L?(?:n|\d)", text))


def main():
    sources = source_texts()
    problems, missing = [], []
    for path in sorted((ROOT / "resources/languages").glob("*.json")):
        texts = json.loads(path.read_text())["texts"]
        for source, translated in texts.items():
            if source not in sources:
                problems.append(f"{path.name}: no source says {source!r}")
            for form in translated if isinstance(translated, list) else [translated]:
                if placeholders(form) != placeholders(source):
                    problems.append(f"{path.name}: placeholders of {source!r} and {form!r} differ")
                if ("&" in source.replace("&&", "")) != ("&" in form.replace("&&", "")):
                    problems.append(f"{path.name}: the key of the menu is missing in {form!r}")
        if path.stem != "en":
            missing += [f"{where}: {text!r}" for text, where in sources.items() if text and text not in texts]
    problems += [*catalog_problems(), *sentence_problems()]
    if "--missing" in sys.argv:
        print("\n".join(missing) or "nothing is missing")
        print("\n".join(f"catalog/{line}: no longer said" for line in catalog_leftovers()))
    print("\n".join(problems) or f"languages: fine; {len(missing)} of {len(sources)} texts are English only")
    return 1 if problems else 0


sys.exit(main())
