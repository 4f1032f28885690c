#!/usr/bin/env python3
"""What is handed on, in a browser: no error, no request, nothing that a name could start, the keyboard reaches all; and
SVG looks as in other programs. Skipped where Chromium is not installed.

usage: browser_test.py HEADROOM [unittest options]
"""
import base64
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import zlib

from browser import Browser, chromium
from insides import PDF_ACTS, PNG_CHUNKS, chunks_of, names_of
from nasty_names import nasty_design, nasty_names
from pixels import blocks_of, difference

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.headroom"))
HEADROOM = ""
PAPERS = ({"paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": True}, {"paperWidth": 8.5, "paperHeight": 11, "preferCSSPageSize": True})  # A4, Letter
# Cells of one word that stand on two lines.
BROKEN_WORDS = """[...document.querySelectorAll('td, th')].filter((cell) => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  return !/[\\s-]/.test(cell.textContent) && new Set([...range.getClientRects()].map((each) => Math.round(each.top))).size > 1;
}).map((cell) => cell.textContent)"""
BROKEN_RULES = BROKEN_WORDS.replace("!/[\\s-]/", "/^[A-Z]+-[A-Z0-9]+$/")  # of rules, "LAT-05"
PDF_VIEWER = "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html"
NO_BROWSER = "Chromium is not installed (Debian package chromium)"


def made(*arguments):
    subprocess.run([HEADROOM, *map(str, arguments)], capture_output=True, timeout=300, check=True)


class InBrowser(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not chromium():
            raise unittest.SkipTest(NO_BROWSER)
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.browser = Browser(cls.folder / "profile")
        cls.addClassCleanup(cls.browser.close)

    def opened(self, path, **how):
        page = self.browser.open(path, **how)
        self.addCleanup(page.close)
        return page

    def at_peace(self, page):
        self.assertEqual((page.dialogs, page.requests, page.complaints), ([], [], []), page.address)


class GrowthPage(InBrowser):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.path = cls.folder / "growth.html"
        made("export", ROOT / "examples/social-feed.headroom", "-o", cls.path)

    def test_slider_by_keyboard(self):
        page = self.opened(self.path)
        self.assertFalse(page.says("document.getElementById('controls').hidden"))
        numbers = "['users-out','state','load','mean','tail','cost','first','stage-name'].map((id) => document.getElementById(id).textContent)"
        before = page.says(numbers)
        page.walk_to("users")
        page.press("ArrowRight", 3)
        after = page.says(numbers)
        self.assertNotEqual(before[0], after[0])
        self.assertNotEqual(before[5], after[5])
        page.press("ArrowLeft", 3)
        self.assertEqual(page.says(numbers), before)
        page.press("End")
        self.assertEqual(page.says("Number(document.getElementById('users').value)"), page.says("Number(document.getElementById('users').max)"))
        self.assertIn("Stage 7", page.says(numbers)[7])  # it follows the users
        page.press("Home")
        self.assertIn("Stage 1", page.says(numbers)[7])
        self.assertEqual(page.says("document.getElementById('users').getAttribute('aria-valuetext')"), page.says(numbers)[0] + " users")
        self.at_peace(page)

    def test_stepper_by_keyboard(self):
        page = self.opened(self.path)
        shown = "[...document.querySelectorAll('section.stage')].filter((each) => !each.hidden).map((each) => each.id)"
        start = int(page.says(shown)[0].split("-")[1])
        page.press("]")
        self.assertEqual(page.says(shown), [f"stage-{start + 1}"])
        self.assertFalse(page.says("document.getElementById('follow').checked"))
        page.press("[", 2)
        self.assertEqual(page.says(shown), [f"stage-{start - 1}"])
        page.walk_to("on")
        page.press("Enter")
        self.assertEqual(page.says(shown), [f"stage-{start}"])
        page.walk_to("follow")
        page.press(" ")
        self.assertTrue(page.says("document.getElementById('follow').checked"))
        self.at_peace(page)

    def test_bars_and_colors_follow(self):
        page = self.opened(self.path)
        page.walk_to("users")
        page.press("End")
        self.assertGreater(page.says("document.querySelectorAll('#used li').length"), 0)
        self.assertGreater(page.says("document.querySelectorAll('section.stage:not([hidden]) .full, section.stage:not([hidden]) .critical').length"), 0)
        self.at_peace(page)

    def test_bars_are_colored_as_what_is_used_is_judged(self):
        page = self.opened(self.path)
        colors = ("Object.fromEntries([...document.querySelectorAll('#used li .bar')].map((each) => "
                  "[each.className.split(' ')[1], getComputedStyle(each.firstChild).backgroundColor]))")
        page.walk_to("users")
        for dark in (False, True):
            page.theme(dark=dark)
            seen = {}
            page.press("Home")
            for _ in range(61):
                seen.update(page.says(colors))
                page.press("ArrowRight")
            self.assertEqual(set(seen), {"fine", "watch", "critical", "full"})
            red, green, _ = (int(each) for each in re.findall(r"\d+", seen["fine"])[:3])
            self.assertGreater(green, red)
            for name in ("watch", "critical", "full"):
                red, green, _ = (int(each) for each in re.findall(r"\d+", seen[name])[:3])
                self.assertGreater(red, green, name)
            self.assertEqual(seen["critical"], seen["full"])
            self.assertNotEqual(seen["watch"], seen["critical"])
        self.at_peace(page)

    def test_both_themes(self):
        ground = "getComputedStyle(document.body).backgroundColor"
        page = self.opened(self.path)
        light = page.says(ground)
        page.theme(dark=True)
        self.assertNotEqual(page.says(ground), light)

    def test_on_paper_all_stages_are_seen(self):
        page = self.opened(self.path)
        for paper in PAPERS:  # a page for each, whole
            pdf = base64.b64decode(page.ask("Page.printToPDF", **paper)["data"])
            self.assertEqual(len(re.findall(rb"/Type\s*/Page\b", pdf)), 7, paper)
            if shutil.which("pdftotext"):  # each says what it does at the end of its range, and none what the slider says
                text = " ".join(subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True, timeout=120).stdout.decode().split())
                self.assertEqual(len(re.findall("At [0-9.,]+( million)? users it carries its load", text)), 7, text)
                self.assertNotIn("Gives way first", text)
        self.assertEqual(page.says("[...document.querySelectorAll('section.stage')].filter((each) => !each.hidden).length"), 1)  # and one afterwards
        self.at_peace(page)

    def test_every_example_opens(self):
        for example in EXAMPLES:
            path = self.folder / f"{example.stem}.html"
            made("export", example, "-o", path)
            page = self.opened(path)
            self.assertNotEqual(page.says("document.getElementById('stage-name').textContent"), "")
            self.at_peace(page)


class Reports(InBrowser):
    def test_every_example_opens(self):
        for example in EXAMPLES:
            path = self.folder / f"{example.stem}-report.html"
            made("report", example, "-o", path)
            page = self.opened(path)
            self.assertGreater(page.says("document.querySelectorAll('h2').length"), 9)
            self.assertEqual(page.says("document.scripts.length"), 0)
            self.assertLessEqual(page.says("document.documentElement.scrollWidth"), 1280)
            self.assertEqual(page.says(BROKEN_WORDS), [])
            self.assertEqual(page.says(BROKEN_RULES), [])
            phone = self.opened(path, width=390)
            self.assertEqual(phone.says(BROKEN_WORDS), [])
            self.assertLessEqual(phone.says("document.documentElement.scrollWidth"), 390)
            self.at_peace(page)

    def test_on_paper_drawings_stand_two_on_a_page_below_their_headings(self):
        if not shutil.which("pdftotext"):
            self.skipTest("pdftotext is not installed (Debian package poppler-utils)")
        path = self.folder / "printed.html"
        made("report", ROOT / "examples/growth-plan.headroom", "--sections", "diagrams", "-o", path)
        page = self.opened(path)
        names = [f"Stage {i + 1}: {stage['name']}" for i, stage in enumerate(json.loads((ROOT / "examples/growth-plan.headroom").read_text())["stages"])]
        for paper in PAPERS:
            pdf = self.folder / "printed.pdf"
            pdf.write_bytes(base64.b64decode(page.ask("Page.printToPDF", **paper)["data"]))
            pages = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True, timeout=120).stdout.decode().split("\f")[:-1]
            pages = [" ".join(text.split()) for text in pages]
            for text in pages:  # every drawing has its clients
                self.assertEqual(sum(name in text for name in names), text.count("all registered users"), (text, paper))
            self.assertEqual(sum(name in text for text in pages for name in names), len(names), paper)
            self.assertLessEqual(len(pages), 5, paper)

    def test_a_decision_is_one_page_of_paper(self):
        for example in EXAMPLES:
            path = self.folder / f"{example.stem}-decision.html"
            made("report", example, "--decision", "3..4", "-o", path)
            page = self.opened(path)
            for paper in PAPERS:
                pdf = base64.b64decode(page.ask("Page.printToPDF", **paper)["data"])
                self.assertEqual(len(re.findall(rb"/Type\s*/Page\b", pdf)), 1, (example.name, paper))
            self.at_peace(page)

    def test_contents_by_keyboard_and_no_wider_than_a_phone(self):
        path = self.folder / "report.html"
        made("report", EXAMPLES[0], "-o", path)
        page = self.opened(path, width=390)
        self.assertLessEqual(page.says("document.documentElement.scrollWidth"), 390)
        page.press("Tab", 2)
        self.assertEqual(page.says("document.activeElement.tagName"), "A")
        page.press("Enter")
        self.assertTrue(page.says("location.hash").startswith("#"))
        self.assertTrue(page.says("document.querySelector(location.hash) !== null"))
        self.at_peace(page)

    def test_a_logo_is_shown(self):
        logo = self.folder / "logo.svg"
        logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20"><rect width="80" height="20" fill="#124"/></svg>')
        path = self.folder / "logo.html"
        made("report", EXAMPLES[0], "--sections", "summary", "--logo", logo, "-o", path)
        page = self.opened(path)
        self.assertEqual(page.says("document.querySelector('img.logo').naturalWidth"), 80)
        self.at_peace(page)


class HostileNames(InBrowser):
    """More than sixty names that are scripts, markup and formulas, each of a component, a connection and a note."""

    def test_none_is_executed_in_any_format(self):
        names = nasty_names()
        designs = [nasty_design(names)] + [nasty_design([name, *names[:2]]) for name in names if "alert" in name]
        for i, design in enumerate(designs):
            path = self.folder / f"nasty-{i}.headroom"
            path.write_text(json.dumps(design))
            outs = [self.folder / f"nasty-{i}.{ending}" for ending in ("svg", "html", "png", "pdf")]
            for out in outs:
                made("export", path, *(() if out.suffix == ".html" else ("--stage", "1")), "-o", out)
            outs.append(self.folder / f"nasty-{i}-report.html")
            made("report", path, "-o", outs[-1], *(() if i == 0 else ("--sections", "summary,diagrams,findings")))
            if i == 0:
                outs.append(self.folder / "nasty-report.pdf")
                made("report", path, "-o", outs[-1])
            if shutil.which("dot") and i == 0:
                made("export", path, "--to", "dot", "-o", self.folder / "nasty.dot")
                outs.append(self.folder / "nasty-dot.svg")
                subprocess.run(["dot", "-Tsvg", self.folder / "nasty.dot", "-o", outs[-1]], check=True, timeout=120)
            if i == 0:
                for to in ("mermaid", "d2", "structurizr", "drawio", "csv", "csv-findings"):  # somebody opens them in a browser, too
                    outs.append(self.folder / f"nasty-{to}.{'xml' if to == 'drawio' else 'txt'}")
                    made("export", path, "--to", to, "-o", outs[-1])
            for out in outs:
                if out.suffix == ".png":
                    self.assertLessEqual({kind for kind, _ in chunks_of(out.read_bytes())}, PNG_CHUNKS, out)
                if out.suffix == ".pdf":
                    self.assertEqual(names_of(out.read_bytes()) & PDF_ACTS, set(), out)
                page = self.opened(out)
                for parts in ("document.links", "document.images"):
                    self.assertFalse(page.says(f"[...({parts} ?? [])].some((each) => /script:|invalid/.test(each.href ?? each.src))"), out)
                if out.suffix == ".pdf":  # shown by a part of the browser itself, which is asked for first, and acts later
                    page.settle()
                    self.assertEqual((page.dialogs, page.requests, page.complaints), ([], [PDF_VIEWER], []), out)
                else:
                    self.at_peace(page)

    def test_what_could_act_would_be_noticed(self):
        picture, paper = self.folder / "plain.png", self.folder / "plain.pdf"
        for out in (picture, paper):
            made("export", EXAMPLES[0], "--stage", "1", "-o", out)
        pdf = paper.read_bytes()
        self.assertIn("Catalog", names_of(pdf))
        for act in (b"/OpenAction 1 0 R", b"/AA << /O 1 0 R >>", b"/S /JavaScript /JS (app.alert(1))", b"/S /Java#53cript", b"/S/Launch/F(x)"):
            self.assertNotEqual(names_of(pdf.replace(b"/Type /Catalog", b"/Type /Catalog " + act, 1)) & PDF_ACTS, set(), act)
            stream = zlib.compress(b"1 0 << " + act + b" >>")
            packed = b"9 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (len(stream), stream)
            self.assertNotEqual(names_of(packed + pdf) & PDF_ACTS, set(), act)
        self.assertEqual(names_of(pdf.replace(b"/Type /Catalog", b"/Type /Catalog /Title (\\(/JS /AA)", 1)) & PDF_ACTS, set())  # a text
        png = picture.read_bytes()
        self.assertLessEqual({kind for kind, _ in chunks_of(png)}, PNG_CHUNKS)
        self.assertRaises(ValueError, chunks_of, png + b"<script>alert(1)</script>".ljust(40))
        other = b"\0\0\0\4eVIL" + b"code" + zlib.crc32(b"eVILcode").to_bytes(4, "big")
        self.assertIn(b"eVIL", {kind for kind, _ in chunks_of(png[:33] + other + png[33:])})

    def test_a_script_would_be_noticed(self):
        paper = self.folder / "script.pdf"
        objects = ("<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>",
                   "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>")
        paper.write_text("%PDF-1.7\n" + "".join(f"{i} 0 obj\n{each}\nendobj\n" for i, each in enumerate(objects, 1)) + "trailer << /Root 1 0 R >>\n")
        page = self.opened(paper)
        for _ in range(60):  # the viewer is a page of its own, which takes its time
            page.settle()
            if page.dialogs:
                break
            time.sleep(0.25)
        self.assertEqual(page.dialogs, ["1"])
        path = self.folder / "script.html"
        path.write_text('<script>alert(1)</script><img src="missing.png">')
        page = self.opened(path)
        self.assertEqual(page.dialogs, ["1"])
        self.assertEqual(len(page.requests), 1)
        self.assertNotEqual(page.complaints, [])


class Svg(InBrowser):
    """Rendered by Chromium, by rsvg-convert and, where it is installed, by Inkscape."""

    MOST = 70   # of a block: letters of one program lie half a pixel beside those of another
    MEAN = 1.5

    def by_chromium(self, path, width, height):
        page = self.opened(path, width=width, height=height)
        return blocks_of(base64.b64decode(page.ask("Page.captureScreenshot", format="png")["data"]))

    def by_others(self, path, width):
        out = self.folder / "other.png"
        tools = {"rsvg-convert": ["-w", str(width), str(path), "-o", str(out)],
                 "inkscape": ["--export-type=png", f"--export-filename={out}", f"--export-width={width}", "--export-background=#ffffff", str(path)]}
        for tool, arguments in tools.items():
            if not shutil.which(tool):
                print(f"SKIP: {tool} is not installed", file=sys.stderr)
                continue
            subprocess.run([tool, *arguments], check=True, capture_output=True, timeout=120)
            yield tool, blocks_of(out.read_bytes())

    def drawn(self, *arguments):
        path = self.folder / "picture.svg"
        made("export", *arguments, "-o", path)
        width, height = (round(float(re.search(rf'{side}="([\d.]+)"', path.read_text()).group(1))) for side in ("width", "height"))
        return path, width, height

    def pictures(self):
        """A stage of each example, light and dark, the largest, and a difference; all stages of all with HEADROOM_ALL_PICTURES."""
        yield EXAMPLES[-1], "--stage", "4", "--compare", "3"
        for number, path in enumerate(EXAMPLES):
            stages = range(1, 1 + len(json.loads(path.read_text())["stages"]))
            if os.environ.get("HEADROOM_ALL_PICTURES"):
                for stage in stages:
                    for theme in ("light", "dark"):
                        yield path, "--stage", str(stage), "--theme", theme
            else:
                yield path, "--stage", str(stages[(2 * number + 1) % len(stages)]), "--theme", "dark" if number % 2 else "light"
        if not os.environ.get("HEADROOM_ALL_PICTURES"):
            yield EXAMPLES[0], "--stage", "7"

    def test_pictures_are_alike(self):
        for arguments in self.pictures():
            path, width, height = self.drawn(*arguments)
            here = self.by_chromium(path, width, height)
            for tool, there in self.by_others(path, width):
                most, mean, place = difference(here, there)
                self.assertLessEqual(most, self.MOST, f"{tool} at {place} of {arguments}")
                self.assertLessEqual(mean, self.MEAN, f"{tool}, {arguments}")

    def test_a_missing_component_would_be_noticed(self):
        path, width, height = self.drawn(EXAMPLES[0], "--stage", "2")
        whole = self.by_chromium(path, width, height)
        text = path.read_text()
        path.write_text(re.sub(r' <g id="hr-part-[^"]*".*?\n </g>\n', "", text, count=1, flags=re.S))
        self.assertNotEqual(path.read_text(), text)
        self.assertGreater(difference(whole, self.by_chromium(path, width, height))[0], self.MOST)


if __name__ == "__main__":
    if len(sys.argv) < 2 or not os.access(sys.argv[1], os.X_OK):
        sys.exit(__doc__)
    HEADROOM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
