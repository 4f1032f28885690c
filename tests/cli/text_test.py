#!/usr/bin/env python3
"""Texts for other programs, read back: every example and more than 60 hostile names, by strict readers of our own
(text_grammars.py) and, where ./dev parsers has installed them, by the languages' own parsers.

usage: text_test.py HEADROOM [unittest options]
"""
import collections
import functools
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

from nasty_names import nasty_design, nasty_names, visible
from text_grammars import D2, DrawIo, GrammarError, Mermaid, Structurizr

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.headroom"))
PARSERS = ROOT / "tests/parsers"
HEADROOM = ""


def exported(design, stage, to):
    done = subprocess.run([HEADROOM, "export", str(design), "--stage", str(stage), "--to", to], capture_output=True, timeout=120, check=True)
    return done.stdout.decode()


class Given:
    """What a stage of a design file has, as the texts show it."""

    def __init__(self, design, stage):
        catalog = kinds()
        drawn = design["stages"][stage]
        around = {each.get("place") for each in drawn["components"]}
        self.ids = [each["id"] for each in drawn["components"]]
        self.places = [each["id"] in around or catalog[each["kind"]]["behavior"] == "place" for each in drawn["components"]]
        self.people = [catalog[each["kind"]]["behavior"] == "source" for each in drawn["components"]]
        self.written = [visible(each["name"]) for each in drawn["components"]]  # blank names, too
        self.names = [visible(each["name"]) if each["name"].strip() else catalog[each["kind"]]["title"] for each in drawn["components"]]
        self.edges = [(self.ids.index(each["from"]), self.ids.index(each["to"]), visible(each.get("name", ""))) for each in drawn["connections"]]

    def labels(self, edges):
        return collections.Counter((source, target, label) for source, target, label in edges)


@functools.cache
def kinds():
    found = {}
    for path in sorted((ROOT / "resources/catalog").rglob("*.json")):
        read = json.loads(path.read_text())
        for each in read.get("kinds", []) if isinstance(read, dict) else []:
            if "id" in each and "behavior" in each:
                found[each["id"]] = each
    return found


def everything(folder):
    """(path, stage from 1, what it has) of every stage of every example, of all hostile names at once and of titles."""
    for path in EXAMPLES:
        design = json.loads(path.read_text())
        for stage in range(len(design["stages"])):
            yield path, stage + 1, Given(design, stage)
    names = nasty_names()
    titles = [names[i::len(names) // 6] for i in range(len(names) // 6)]  # the first of each is the design's, the second the stage's
    for i, chosen in enumerate([names, *titles]):
        path = folder / f"nasty-{i}.headroom"
        path.write_text(json.dumps(nasty_design(chosen)))
        yield path, 1, Given(nasty_design(chosen), 0)


class Texts(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def test_readers_of_ours_are_strict(self):
        for text in ("direction: right\n'c_1': 'a' {\n  shape: rectangle\n}\n'x'\n", "direction: right\n'c_1': 'it's' {\n}\n",
                     "direction: right\n'c_1': a {\n}\n", "direction: right\n'c_1': 'a' {\n", "direction: right\n'c_1': 'a' {\n}\n'c_1' -> 'c_2'\n"):
            self.assertRaises(GrammarError, D2, text)
        for line in ('c_1["a"b"]', 'c_1["<b>"]', 'c_1["a"]:::x', 'click c_1 "x"', 'c_1["a"] --> c_2["b"]', "end"):
            self.assertRaises(GrammarError, Mermaid, f'---\ntitle: "t"\n---\nflowchart LR\n  {line}\n')
        whole = exported(EXAMPLES[0], 4, "structurizr")
        Structurizr(whole)
        for old, new in (('person "Clients"', 'person "Cli"ents"'), ('person "Clients"', 'person " "'), ("    }\n    c_3", "    c_3"),
                         ('"Call"', '"Call ${HOME}"'), ("containerInstance c_5", "containerInstance c_3"), ("= container", "= container container")):
            self.assertIn(old, whole)
            self.assertRaises(GrammarError, Structurizr, whole.replace(old, new, 1))
        whole = exported(EXAMPLES[0], "all", "drawio")
        DrawIo(whole)
        for old, new in (('vertex="1"', 'vertex="true"'), ('vertex="1"', ''), ('id="1" parent="0"', 'id="2" parent="0"'), ('target="', 'target="x'), ("<mxCell/>", ""),
                         ('style="html=0;', 'style="html=0;;'), ('as="geometry"', 'as="place"'), ('<diagram id=', '<page/><diagram id='), ('width="', 'width="x'),
                         ('<mxGeometry relative="1" as="geometry"/>', '<mxGeometry relative="1" as="geometry"/>' * 2), ('</diagram>', '<mxGraphModel><root/></mxGraphModel></diagram>'),
                         ('relative="1"', 'relative="true"'), ('<mxGraphModel ', '<mxGraphModel background="red" '), ('</UserObject>', '<mxCell/></UserObject>'),
                         ('headroom-kind=', 'kind='), ('</mxGraphModel>', 'text</mxGraphModel>'), (' id="h-', ' id="0" x="')):
            self.assertIn(old, whole)
            self.assertRaises(GrammarError, DrawIo, whole.replace(old, new, 1))

    @unittest.skipUnless(os.environ.get("HEADROOM_MXFILE_XSD") and shutil.which("xmllint"), "HEADROOM_MXFILE_XSD names no schema, or there is no xmllint")
    def test_draw_io_keeps_its_schema(self):
        """mxfile.xsd is not ours to copy; the strict reader asks what it asks. Who has it can ask xmllint, too; of one's own
        files with HEADROOM_DRAWIO_FILES, a folder into which tst_drawio puts its random designs."""
        files = [*pathlib.Path(os.environ.get("HEADROOM_DRAWIO_FILES", self.folder / "none")).glob("*.drawio")]
        for number, path in enumerate({path for path, _, _ in everything(self.folder)}):
            files.append(self.folder / f"design-{number}.drawio")
            files[-1].write_text(exported(path, "all", "drawio"))
        for at in range(0, len(files), 100):
            done = subprocess.run(["xmllint", "--noout", "--schema", os.environ["HEADROOM_MXFILE_XSD"], *files[at:at + 100]], capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        for path in files:
            DrawIo(path.read_text())  # ours is no less strict
        wrong = self.folder / "wrong.drawio"
        wrong.write_text(files[-1].read_text().replace('vertex="1"', 'vertex="true"', 1))
        self.assertNotEqual(subprocess.run(["xmllint", "--noout", "--schema", os.environ["HEADROOM_MXFILE_XSD"], wrong], capture_output=True).returncode, 0)

    def test_draw_io(self):
        """Names of cells are not those of the design alone: a page has a stage, each cell of it a component or a connection."""
        designs = collections.defaultdict(list)
        for path, _, given in everything(self.folder):
            designs[path].append(given)
        for path, stages in designs.items():
            with self.subTest(path.name):
                pages = DrawIo(exported(path, "all", "drawio")).pages
                self.assertEqual(len(pages), len(stages))
                for page, given in zip(pages, stages, strict=True):
                    parts = {key: label for key, (label, source, _) in page.items() if source is None}  # places stand before what is in them
                    self.assertEqual(collections.Counter(parts.values()), collections.Counter(given.written))
                    edges = [(parts[source], parts[target], label) for label, source, target in page.values() if source is not None]
                    self.assertEqual(given.labels(edges), given.labels((given.written[a], given.written[b], label) for a, b, label in given.edges))

    def test_d2(self):
        for path, stage, given in everything(self.folder):
            with self.subTest(f"{path.name}, stage {stage}"):
                read = D2(exported(path, stage, "d2"))
                number = {path: int(path[-1][2:]) - 1 for path in read.nodes}
                self.assertEqual({number[key]: label for key, label in read.nodes.items()}, dict(enumerate(given.names)))
                self.assertEqual(given.labels(given.edges), given.labels((number[a], number[b], label) for a, b, label in read.edges))

    def test_mermaid(self):
        for path, stage, given in everything(self.folder):
            with self.subTest(f"{path.name}, stage {stage}"):
                read = Mermaid(exported(path, stage, "mermaid"))
                shown = {int(key[2:]) - 1: label for key, label in {**read.nodes, **read.places}.items() if not key.endswith("_p")}
                self.assertEqual(shown, dict(enumerate(given.names)))
                self.assertEqual({int(key[2:]) - 1 for key in read.places}, {i for i, isPlace in enumerate(given.places) if isPlace})
                number = lambda key: int(key[2:].removesuffix("_p")) - 1
                self.assertEqual(given.labels(given.edges), given.labels((number(a), number(b), label) for a, b, label in read.edges))

    def test_structurizr(self):
        alike = lambda text: text.replace('"', "”").replace("\\", "∖").replace("${", "＄{")
        for path, stage, given in everything(self.folder):
            with self.subTest(f"{path.name}, stage {stage}"):
                read = Structurizr(exported(path, stage, "structurizr"))
                elements = {int(key[2:]) - 1: each for key, each in read.elements.items() if key != "system"}
                wanted = {i for i, isPlace in enumerate(given.places) if not isPlace}
                self.assertEqual(set(elements), wanted)
                for i, (keyword, name) in elements.items():
                    self.assertEqual(keyword, "person" if given.people[i] else "container")
                    self.assertTrue(name == alike(given.names[i]) or name.startswith(alike(given.names[i]) + " ("), name)
                ends = collections.Counter((a, b) for a, b, _ in given.edges if a in wanted and b in wanted)
                self.assertEqual(ends, collections.Counter((int(a[2:]) - 1, int(b[2:]) - 1) for a, b, _ in read.edges))
                self.assertEqual(set(read.instances), {f"c_{i + 1}" for i in wanted if not given.people[i]})


class OwnParsers(unittest.TestCase):
    """Mermaid and D2 read by themselves."""

    def setUp(self):
        if not shutil.which("node") or not (PARSERS / "node_modules").is_dir():
            self.skipTest("the parsers of Mermaid and D2 are not installed (./dev parsers)")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def read(self, script, to):
        jobs, wanted = [], []
        for path, stage, given in everything(self.folder):
            jobs.append(exported(path, stage, to))
            wanted.append((f"{path.name}, stage {stage}", given))
        done = subprocess.run(["node", PARSERS / script], input=json.dumps(jobs), capture_output=True, text=True, timeout=600, cwd=PARSERS)
        self.assertEqual(done.returncode, 0, done.stderr)
        return list(zip(wanted, json.loads(done.stdout), strict=True))

    def test_mermaid_by_itself(self):
        for (what, given), read in self.read("read_mermaid.mjs", "mermaid"):
            with self.subTest(what):
                self.assertNotIn("error", read)
                points = sum(1 for key in read["nodes"] if key.endswith("_p"))
                self.assertEqual(len(read["nodes"]) - points, given.places.count(False))
                self.assertEqual(len(read["places"]), given.places.count(True))
                self.assertEqual(len(read["edges"]), len(given.edges))
                for key, label in read["nodes"].items():
                    if not key.endswith("_p"):
                        self.assertEqual(label, given.names[int(key[2:]) - 1])

    def test_d2_by_itself(self):
        for (what, given), read in self.read("read_d2.mjs", "d2"):
            with self.subTest(what):
                self.assertNotIn("error", read)
                self.assertEqual(sorted(read["nodes"]), sorted(given.names))
                self.assertEqual(sorted(read["edges"]), sorted(label for _, _, label in given.edges))


if __name__ == "__main__":
    if len(sys.argv) < 2 or not os.access(sys.argv[1], os.X_OK):
        sys.exit(__doc__)
    HEADROOM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
