#!/usr/bin/env python3
"""Exports designs from the command line, without a display, and looks at the files.

usage: export_test.py HEADROOM [unittest options]
"""
import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHOP = ROOT / "examples/web-shop.headroom"
HEADROOM = ""


def run(*arguments, **changes):
    kept = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR")}
    return subprocess.run([HEADROOM, *map(str, arguments)], capture_output=True, env={**kept, "LC_ALL": "C.UTF-8", **changes}, timeout=120)


class Export(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.folder.chmod(0o755)

    def export(self, name, *arguments, design=SHOP, **changes):
        out = self.folder / name
        done = run("export", design, "-o", out, *arguments, **changes)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))
        return out.read_bytes()

    def refused(self, code, *arguments, words=()):
        done = run("export", *arguments)
        message = done.stderr.decode()
        self.assertEqual((done.returncode, done.stdout), (code, b""), message)
        self.assertEqual(message.count("\n"), 1, message)
        for word in words:
            self.assertIn(word, message)

    def test_every_design_in_every_picture(self):
        for design in sorted([*(ROOT / "examples").glob("*.headroom"), *(ROOT / "resources/templates").glob("*.headroom")]):
            for theme in ("light", "dark"):
                svg = self.export("a.svg", "--stage", "all", "--theme", theme, design=design)
                xml.etree.ElementTree.fromstring(svg)
            self.assertTrue(self.export("a.png", "--scale", "1", design=design).startswith(b"\x89PNG"))
            pdf = self.export("a.pdf", "--stage", "all", design=design)
            self.assertEqual(pdf.count(b"/Type /Page\n"), len(json.loads(design.read_text())["stages"]))

    def test_same_bytes_everywhere(self):
        whole = ("a.html", "a.drawio")
        for name in ("a.svg", "a.png", "a.pdf", "a.mmd", "a.d2", "a.dot", "a.dsl", "a.csv", *whole):
            stage = () if name in whole else ("--stage", "5")
            first = self.export(name, *stage)
            other = self.export("b" + name, *stage, LC_ALL="tr_TR.UTF-8", LANG="de_DE.UTF-8", LANGUAGE="de", TZ="Asia/Kathmandu",
                                HOME=str(self.folder), QT_SCALE_FACTOR="2", QT_FONT_DPI="144", DISPLAY=":77")
            self.assertEqual(first, other, name)

    def test_a_png_has_its_size_and_its_design(self):
        svg = xml.etree.ElementTree.fromstring(self.export("a.svg", "--stage", "2"))
        for scale in (1, 3):
            png = self.export("a.png", "--stage", "2", "--scale", scale)
            width, height = struct.unpack(">II", png[16:24])
            self.assertEqual((width, height), (float(svg.get("width")) * scale, float(svg.get("height")) * scale))
            self.assertAlmostEqual(struct.unpack(">I", png[png.index(b"pHYs") + 4:][:4])[0] * 0.0254 / scale, 96, delta=0.1)
        self.assertIn(SHOP.read_bytes(), png)
        self.assertNotIn(b"Headroom design", self.export("b.png", "--no-design"))
        for command in ("stages", "validate"):
            self.assertEqual(run(command, self.folder / "a.png").stdout.replace(b"a.png", b"").split(b"/")[-1],
                             run(command, SHOP).stdout.replace(SHOP.name.encode(), b"").split(b"/")[-1])
        done = run("stages", self.folder / "b.png")
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"b.png", done.stderr)
        self.assertIn(b"carries no design", done.stderr)

    def test_what_is_left_out(self):
        full = self.export("a.svg", "--stage", "5")
        for option, word in (("--no-title", b"Stage 5 of 7"), ("--no-legend", b"waits for the answer"), ("--no-numbers", b"p99 latency")):
            self.assertIn(word, full)
            self.assertNotIn(word, self.export("b.svg", "--stage", "5", option))
        self.assertIn(b"compared with", self.export("c.svg", "--stage", "5", "--compare", "2"))
        only = self.export("d.svg", "--stage", "5", "--only", "clients")
        self.assertIn(b"hr-part-clients", only)
        self.assertLess(only.count(b"hr-part-"), full.count(b"hr-part-"))
        self.assertIn(b"at 5,000 users", self.export("e.svg", "--users", "5k"))

    def test_a_difference_in_every_picture(self):
        design = json.loads(SHOP.read_text())
        before, after = ({each["id"]: each for each in stage["components"]} for stage in design["stages"][2:4])
        added, gone = after.keys() - before.keys(), before.keys() - after.keys()
        self.assertTrue(added)
        svg = self.export("a.svg", "--stage", "4", "--compare", "3").decode()
        parts = {each.get("id"): each for each in xml.etree.ElementTree.fromstring(svg) if each.get("id")}
        self.assertTrue(all(f"hr-gone-{each}" in parts for each in gone))
        for each in after:
            words = parts[f"hr-part-{each}" if f"hr-part-{each}" in parts else f"hr-place-{each}"].find("{http://www.w3.org/2000/svg}desc").text
            self.assertEqual(words.endswith("new"), each in added, words)
        for name in ("a.png", "a.pdf"):
            self.assertNotEqual(self.export(name, "--stage", "4", "--compare", "3"), self.export(name, "--stage", "4"))
        back = self.export("b.svg", "--stage", "3", "--compare", "4").decode()
        self.assertEqual(back.count('"hr-gone-') - back.count('"hr-gone-line-'), len(added))
        self.assertEqual(self.export("same.svg", "--stage", "3", "--compare", "3").count(b">new<"), 0)

    def test_looks_are_no_difference(self):
        design = json.loads(SHOP.read_text())
        design["stages"] = [design["stages"][3], json.loads(json.dumps(design["stages"][3]))]
        design["stages"][1]["name"] = "Moved"
        for each in design["stages"][1]["components"]:
            each["x"] += 40
            each.setdefault("parameters", {})["locked"] = True
        path = self.folder / "moved.headroom"
        path.write_text(json.dumps(design))
        svg = self.export("a.svg", "--stage", "2", "--compare", "1", design=path)
        self.assertNotIn(b"changed<", svg)
        self.assertNotIn(b"hr-gone-", svg)

    def test_wrong_usage_names_the_mend(self):
        out = self.folder / "x.svg"
        self.refused(2, SHOP, words=["--to", "svg"])
        self.refused(2, SHOP, "-o", self.folder / "x.doc", words=["x.doc", "--to", "svg"])
        self.refused(2, SHOP, "-o", out, "--to", "svgg", words=["Did you mean svg?"])
        self.refused(2, SHOP, "-o", out, "--stage", "9", words=["Name one of 1 to 7"])
        self.refused(2, SHOP, "-o", out, "--scale", "9", words=["--scale"])
        self.refused(2, SHOP, "-o", out, "--only", "client", words=["Did you mean clients?"])
        self.refused(2, SHOP, "-o", out, "--only", "clients, cliens", words=['no component "cliens". Did you mean clients?'])
        self.refused(2, SHOP, "-o", out, "--stage", "all", "--compare", "1", words=["--stage"])
        self.refused(2, SHOP, "-o", SHOP, "--to", "svg", words=["the design itself"])
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_options_that_say_nothing_of_the_format_are_refused(self):
        drawn = [("--theme", "dark"), ("--transparent",), ("--no-numbers",), ("--no-findings",), ("--no-legend",), ("--no-title",),
                 ("--compare", "1"), ("--only", "clients")]
        for name, idle in {"x.svg": [("--scale", "2"), ("--no-design",), ("--paper", "a4"), ("--one-page",)],
                           "x.png": [("--paper", "fit"), ("--one-page",)],
                           "x.pdf": [("--scale", "3"), ("--no-design",), ("--one-page",), ("--one-page", "--stage", "3")],
                           "x.html": [*drawn, ("--stage", "3"), ("--users", "5k"), ("--scale", "2"), ("--paper", "a4")],
                           "x.drawio": [*drawn, ("--stage", "3"), ("--users", "5k"), ("--no-design",)],
                           "x.mmd": [*drawn, ("--stage", "all"), ("--stage", "3", "--users", "5k")],
                           "x.csv": [*drawn, ("--stage", "all"), ("--one-page",)]}.items():
            for options in idle:
                self.refused(2, SHOP, "-o", self.folder / name, *options, words=[options[-2 if "--users" in options[1:] else 0]])
        for options in (("--paper", "a4"), ("--logo", "logo.png", "--to", "md")):
            done = run("report", SHOP, "-o", self.folder / "x.html", *options)
            self.assertEqual((done.returncode, done.stdout), (2, b""), done.stderr)
            self.assertIn(options[0].encode(), done.stderr)
        self.assertEqual(list(self.folder.iterdir()), [])
        for name, options in {"a.html": ("--stage", "all"), "b.drawio": ("--stage", "all"), "c.mmd": ("--users", "5k"), "d.csv": ("--stage", "3", "--users", "5k")}.items():
            self.assertTrue(self.export(name, *options))

    def test_what_cannot_be_written_leaves_nothing(self):
        kept = self.folder / "kept.svg"
        kept.write_text("kept")
        for out in (self.folder / "no" / "x.svg", kept / "x.svg", self.folder / ".." / "no" / "x.svg"):
            self.refused(4, SHOP, "-o", out, words=["Nothing was written"])
        self.refused(4, SHOP, "-o", self.folder, "--to", "svg", words=["is a folder"])
        self.refused(4, SHOP, "-o", "/dev/full", "--to", "png", words=["not a regular file"])
        self.assertEqual([each.name for each in self.folder.iterdir()], ["kept.svg"])
        self.assertEqual(kept.read_text(), "kept")
        closed = self.folder / "closed"
        closed.mkdir(mode=0o555)
        if os.geteuid() != 0:
            self.refused(4, SHOP, "-o", closed / "x.svg", words=["you may not write"])
        beside = self.folder / "sub"
        beside.mkdir()
        done = run("export", SHOP, "-o", beside / ".." / "up.svg") # an honest way up is none of our business
        self.assertEqual(done.returncode, 0)
        self.assertTrue((self.folder / "up.svg").exists())
        self.export("kept.svg") # an existing file is replaced, as with every command
        self.assertTrue(kept.read_bytes().startswith(b"<?xml"))

    def test_huge_pictures_name_their_size(self):
        design = json.loads(SHOP.read_text())
        design["stages"][0]["components"][0]["x"] = 900_000
        path = self.folder / "wide.headroom"
        path.write_text(json.dumps(design))
        self.refused(4, path, "--stage", "1", "-o", self.folder / "x.png", words=["pixels", "200 million", "smaller scale"])
        self.assertFalse((self.folder / "x.png").exists())

    def test_names_stay_names(self):
        design = json.loads(SHOP.read_text())
        design["name"] = "<script>alert(1)</script>\u202e"
        for each in design["stages"][0]["components"]:
            each["name"] = "\"><script>alert(1)</script>\u0007"
        path = self.folder / "evil.headroom"
        path.write_text(json.dumps(design))
        svg = self.export("a.svg", "--stage", "1", design=path).decode()
        self.assertNotIn("<script", svg)
        self.assertIn("\\u{202E}", svg)
        self.assertIn("\\u{7}", svg)
        xml.etree.ElementTree.fromstring(svg)


if __name__ == "__main__":
    HEADROOM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
