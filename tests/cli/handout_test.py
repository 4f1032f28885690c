#!/usr/bin/env python3
"""What the command line makes to be handed on: texts for other programs, reports, the growth page.

usage: handout_test.py HEADROOM [--update] [unittest options]
--update writes tests/golden/handout anew; look at the difference before committing it.
"""
import base64
import csv
import hashlib
import html.parser
import io
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree

from cli_support import EXAMPLES, HEADROOM, ROOT, UPDATE, environment, main

GOLDEN = ROOT / "tests" / "golden" / "handout"
NASTY = ["</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "=1+1", "@SUM(1)", "-1+1", "a\"b", "a|b", "a\nb", "\u202etxt", "${HOME}",
         "]]>", "`x`", "[x](javascript:alert(1))", "\x01"]


def run(*arguments, **changes):
    return subprocess.run([HEADROOM, *map(str, arguments)], capture_output=True, env=environment(**changes), timeout=300, cwd=ROOT)


def nasty_design():
    components = [{"id": "users", "kind": "client_population", "name": "Users", "x": 0, "y": 0}]
    connections = []
    for i, name in enumerate(NASTY):
        components.append({"id": f"a{i}", "kind": "web_app_server", "name": name, "x": 300, "y": i * 100, "notes": name})
        connections.append({"id": f"c{i}", "from": "users", "to": f"a{i}", "kind": "call", "name": name})
    return {"format": "headroom", "version": 1, "name": NASTY[0], "notes": NASTY[1], "workload": {"preset": "consumer_app"},
            "stages": [{"name": NASTY[1], "users": {"from": 0, "to": 1000}, "components": components, "connections": connections}]}


class Elements(html.parser.HTMLParser):
    """Which elements and references a page has, and its headings of tables."""

    def __init__(self):
        super().__init__()
        self.names, self.references, self.handlers, self.ids, self.open_heads = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        for name, value in attrs:
            if name.startswith("on"):
                self.handlers.append(name)
            if name in ("src", "href", "srcset", "action", "data", "xlink:href", "style") and (name != "style" or "url" in (value or "")):
                self.references.append(value)
            if name == "id":
                self.ids.append(value)
        if tag == "th" and "scope" not in dict(attrs):
            self.open_heads.append(attrs)


def elements(page):
    parser = Elements()
    parser.feed(page)
    parser.close()
    return parser


class Handout(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def made(self, *arguments, **changes):
        done = run(*arguments, **changes)
        self.assertEqual((done.returncode, done.stderr), (0, b""), arguments)
        return done.stdout

    def nasty(self):
        path = self.folder / "nasty.headroom"
        path.write_text(json.dumps(nasty_design()))
        return path

    def check_golden(self, name, text):
        path = GOLDEN / name
        if UPDATE:
            GOLDEN.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
        self.assertTrue(path.exists(), f"{path} is missing; run handout_test.py HEADROOM --update and look at it")
        self.assertEqual(path.read_text(), text.decode())


class Texts(Handout):
    def test_every_example_in_every_text(self):
        for name in EXAMPLES:
            for to, ending in (("mermaid", "mmd"), ("d2", "d2"), ("dot", "dot"), ("structurizr", "dsl")):
                self.check_golden(f"{name}.{ending}", self.made("export", f"examples/{name}.headroom", "--stage", "4", "--to", to))

    def test_draw_io_opens_again(self):
        for name in EXAMPLES:
            target = self.folder / f"{name}.drawio"
            self.made("export", f"examples/{name}.headroom", "-o", target)
            xml.etree.ElementTree.parse(target)
            for command in (("stages",), ("analyze", "--stage", "5")):
                self.assertEqual(self.made(command[0], target, *command[1:]), self.made(command[0], f"examples/{name}.headroom", *command[1:]))
        self.check_golden("separate-database.drawio", self.made("export", "resources/templates/separate-database.headroom", "--to", "drawio"))

    def test_a_drawing_of_somebody_else_is_refused(self):
        path = self.folder / "other.drawio"
        path.write_text('<mxfile><diagram name="a"><mxGraphModel><root><mxCell id="0"/></root></mxGraphModel></diagram></mxfile>')
        done = run("stages", path)
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"no page of this diagram holds a design of Headroom", done.stderr)

    def test_csv_is_read_by_others(self):
        for to in ("csv", "csv-connections", "csv-findings", "csv-curves"):
            for design in ("examples/web-shop.headroom", self.nasty()):
                text = self.made("export", design, "--stage", "1", "--to", to).decode()
                self.assertEqual(text.count("\n"), text.count("\r\n"))
                rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
                self.assertTrue(rows)
                for row in rows:
                    self.assertNotIn(None, row)
                    for column, cell in row.items():
                        if cell[:1] in "=+-@\t\r" and cell:
                            float(cell)  # only numbers begin so
        names = [row["name"] for row in csv.DictReader(io.StringIO(self.made("export", self.nasty(), "--to", "csv").decode(), newline=""))]
        self.assertIn("'=1+1", names)
        self.assertIn("\\u{202E}txt", names)

    def test_curves_have_whole_users_and_few_digits(self):
        for stage in ("1", "5"):
            text = self.made("export", "examples/web-shop.headroom", "--stage", stage, "--to", "csv-curves").decode()
            rows = list(csv.DictReader(io.StringIO(text, newline="")))
            users = [row["users"] for row in rows]
            self.assertEqual(users, [str(each) for each in sorted({int(each) for each in users})])
            for row in rows:
                for cell in row.values():
                    if re.fullmatch(r"-?[\d.]+(e[-+]\d+)?", cell):
                        self.assertLessEqual(len(cell.split("e")[0].replace(".", "").strip("0")), 9 if cell == row["users"] else 6, cell)

    def test_one_file_holds_one_stage(self):
        done = run("export", "examples/web-shop.headroom", "--stage", "all", "--to", "mermaid")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"--stage all: Mermaid flowchart holds one stage. Name one.", done.stderr)

    def test_nothing_that_cannot_be_seen_is_written(self):
        for to in ("mermaid", "d2", "dot", "structurizr", "drawio", "csv", "html"):
            text = self.made("export", self.nasty(), "--to", to).decode()
            self.assertFalse(re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202e]", text), to)


class Reports(Handout):
    def test_html_has_no_script_and_no_reference(self):
        for design in [*(f"examples/{name}.headroom" for name in EXAMPLES), self.nasty()]:
            page = self.made("report", design, "--to", "html").decode()
            found = elements(page)
            self.assertNotIn("script", found.names)
            self.assertNotIn("img", found.names)
            self.assertEqual(found.handlers, [])
            self.assertTrue(all(each.startswith("#") for each in found.references), found.references)
            self.assertEqual(len(found.ids), len(set(found.ids)))
            self.assertEqual(found.open_heads, [])
            self.assertIn("default-src 'none'; style-src 'unsafe-inline'; img-src data:", page)
            self.assertNotIn("NaN", page)
            self.assertNotRegex(page, r"https?://(?!www\.w3\.org/2000/svg)[a-z]+\.[a-z]+/[^\s<]*[\"')]")

    def test_a_plan_says_what_the_report_is_about(self):
        for more, title in (((), "Stage 3 (“Load balanced”) at 50,000 users, where the growth plan begins"),
                            (("--users", "50k"), "Stage 3 (“Load balanced”) at 50,000 users, where the growth plan begins"),
                            (("--users", "60k"), "Stage 3 (“Load balanced”) at 60,000 users"),
                            (("--stage", "4"), "Stage 4 (“Cache and CDN”) at 500,000 users")):
            text = self.made("report", "examples/growth-plan.headroom", "--sections", "summary", "--to", "md", *more).decode()
            self.assertEqual(text.split("\n")[2], title)
        text = self.made("report", "examples/web-shop.headroom", "--sections", "summary", "--to", "md").decode()
        self.assertTrue(text.split("\n")[2].startswith("Stage 7 "), text) # without a plan the last

    def test_same_bytes_everywhere(self):
        for to in ("html", "md", "pdf"):
            first = self.made("report", "resources/templates/separate-database.headroom", "--to", to)
            for changes in ({"LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Tokyo"}, {"LC_ALL": "tr_TR.UTF-8", "TZ": "America/St_Johns"}):
                self.assertEqual(first, self.made("report", "resources/templates/separate-database.headroom", "--to", to, **changes), to)

    def test_decision(self):
        self.check_golden("decision-web-shop.md", self.made("report", "examples/web-shop.headroom", "--decision", "2..3", "--users", "20k", "--to", "md"))

    def test_wrong_words_are_told(self):
        for arguments, words in ((("--sections", "sumary"), b"summary"), (("--decision", "3"), b"3..4"), (("--decision", "3..3"), b"Name two"),
                                 (("--decision", "1..2", "--stage", "1"), b"Leave out"), (("--stage", "99"), b"no stage")):
            done = run("report", "examples/web-shop.headroom", "--to", "md", *arguments)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertIn(words, done.stderr)
        done = run("report", "examples/web-shop.headroom", "-o", self.folder / "x.doc")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"the ending says no format", done.stderr)

    def test_pdf_holds_all_names_and_its_fonts(self):
        if not shutil.which("pdftotext"):
            self.skipTest("pdftotext of the Debian package poppler-utils is not installed")
        for paper, size in (("a4", "595 x 842"), ("letter", "612 x 792")):
            path = self.folder / f"{paper}.pdf"
            self.made("report", "examples/web-shop.headroom", "--stage", "3", "--paper", paper, "-o", path)
            text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
            for component in json.loads((ROOT / "examples/web-shop.headroom").read_text())["stages"][2]["components"]:
                self.assertIn(component["name"].split()[0], text)
            info = subprocess.run(["pdfinfo", path], capture_output=True, check=True).stdout.decode()
            self.assertIn(size, re.sub(r"(\d+)\.\d+", r"\1", info))
            pages = int(re.search(r"Pages: +(\d+)", info).group(1))
            self.assertIn(f"page {pages} of {pages}", text)
            self.assertIn("registered users (logarithmic)", text)  # letters of charts are letters, no outlines
            fonts = subprocess.run(["pdffonts", path], capture_output=True, check=True).stdout.decode().splitlines()[2:]
            self.assertTrue(fonts)
            self.assertTrue(all(line.split()[-5] == "yes" for line in fonts), fonts)
            self.assertNotIn(b"/JavaScript", path.read_bytes())

    def test_pdf_leads_from_its_contents_to_its_sections(self):
        path = self.folder / "links.pdf"
        self.made("report", "examples/web-shop.headroom", "-o", path)
        pdf = path.read_bytes()
        objects = {int(number): content for number, content in re.findall(rb"(?m)^(\d+) 0 obj\s(.*?)\sendobj", pdf, re.S)}
        kids = re.search(rb"/Kids\s*\[([^\]]*)\]", pdf).group(1)
        pages = [int(number) for number in re.findall(rb"(\d+) 0 R", kids)]
        titles = {}
        for content in objects.values():
            found = re.search(rb"/Title <feff([0-9a-f]*)>.*?/Dest \[(\d+) 0 R", content, re.S)
            if found and b"/Parent" in content:
                titles[bytes.fromhex(found.group(1).decode()).decode("utf-16-be")] = pages.index(int(found.group(2)))
        links = [pages.index(int(page)) for page in re.findall(rb"/Subtype /Link .*?/Dest \[(\d+) 0 R", pdf)]
        self.assertEqual(links, list(titles.values()))
        self.assertGreater(len(links), 10)
        self.assertEqual(links, sorted(links))
        if not shutil.which("pdftotext"):
            self.skipTest("pdftotext of the Debian package poppler-utils is not installed")
        for title, page in titles.items():
            text = subprocess.run(["pdftotext", "-f", str(page + 1), "-l", str(page + 1), "-layout", path, "-"], capture_output=True, check=True)
            self.assertRegex(text.stdout.decode(), f"(?m)^ *{re.escape(title)}$")
            self.assertEqual(text.stderr, b"")
        for checker in (["qpdf", "--check"], ["mutool", "info"]):
            if shutil.which(checker[0]):
                done = subprocess.run([*checker, path], capture_output=True)
                self.assertEqual((done.returncode, done.stderr), (0, b""), checker)

    def test_a_decision_is_one_page(self):
        if not shutil.which("pdfinfo"):
            self.skipTest("pdfinfo of the Debian package poppler-utils is not installed")
        logo = self.folder / "logo.svg"
        logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="90"><rect width="300" height="90"/></svg>')
        head = ("--logo", logo, "--author", "Ada Lovelace", "--date", "2026-11-29")
        for name in EXAMPLES:
            for choice in ("1..2", "3..4", "5..6", "6..7"):
                for paper, more in (("a4", ()), ("letter", head)):
                    path = self.folder / "decision.pdf"
                    self.made("report", f"examples/{name}.headroom", "--decision", choice, "--paper", paper, *more, "-o", path)
                    info = subprocess.run(["pdfinfo", path], capture_output=True, check=True).stdout.decode()
                    self.assertRegex(info, "Pages: +1\n", f"{name} {choice} {paper}")

    def test_a_decision_between_two_designs(self):
        text = self.made("report", "examples/web-shop.headroom", "--decision", "2..3", "--before", "examples/social-feed.headroom", "--to", "html").decode()
        self.assertIn("of “Social feed” to stage 3", text)
        self.assertEqual(text.count("<svg"), 2)
        done = run("report", "examples/web-shop.headroom", "--before", "examples/social-feed.headroom", "--to", "html")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"--decision", done.stderr)

    def test_clients_alone_have_a_report(self):
        design = json.loads((ROOT / "examples/web-shop.headroom").read_text())
        design["stages"] = [{**design["stages"][0], "connections": [], "components": [each for each in design["stages"][0]["components"] if each["kind"] == "client_population"]}]
        path = self.folder / "alone.headroom"
        path.write_text(json.dumps(design))
        for to in ("html", "md", "pdf"):
            self.made("report", path, "-o", self.folder / f"alone.{to}")

    def logo(self, name, content):
        path = self.folder / name
        path.write_bytes(content)
        return run("report", "examples/web-shop.headroom", "--sections", "summary", "--logo", path, "--to", "html")

    def test_a_logo_is_checked(self):
        svg = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="200" height="100">%s</svg>'
        fine = self.logo("fine.svg", svg % b'<style>.a{fill:url(#g)}</style><rect class="a" width="200" height="100"/>')
        self.assertEqual((fine.returncode, fine.stderr), (0, b""))
        self.assertIn(b'width="128" height="64" src="data:image/svg+xml;base64,', fine.stdout)
        for inside, words in ((b"<script>alert(1)</script>", b"<script>"), (b'<rect onload="alert(1)"/>', b"onload"), (b'<image href="http://x.invalid/a.png"/>', b"<image>"),
                              (b'<rect fill="url(http://x.invalid/#a)"/>', b"fill"), (b"<style>@import 'x.css'</style>", b"url("), (b'<rect style="fill:u\\72l(x)"/>', b"style"),
                              (b'<a xlink:href="javascript:alert(1)"><rect/></a>', b"<a>"), (b"<foreignObject/>", b"<foreignObject>"), (b'<use href="#a"/>', b"<use>"),
                              (b'<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>', b"<script>")):
            done = self.logo("evil.svg", svg % inside)
            self.assertEqual((done.returncode, done.stdout), (3, b""), inside)
            self.assertIn(b"evil.svg", done.stderr)
            self.assertIn(words, done.stderr)
        for content in (b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + svg % b"&a;", b"<?xml-stylesheet href='x'?>" + svg % b"", svg, b"GIF89a" + bytes(40), b"", b"\x89PNG\r\n\x1a\n" + bytes(9)):
            done = self.logo("evil.svg", content.replace(b"%s", b"<g>"))
            self.assertEqual((done.returncode, done.stdout), (3, b""), content)
            self.assertIn(b"evil.svg", done.stderr)
        done = self.logo("large.svg", svg % (b" " * (1 << 20)))
        self.assertEqual((done.returncode, done.stderr.decode().strip()), (3, f"headroom: {self.folder}/large.svg: the file is larger than the 1 MiB that are read. Open a smaller file."))
        png = self.made("export", "examples/web-shop.headroom", "--stage", "1", "--scale", "1", "--no-design", "--to", "png")
        for content in (png[:8] + bytes(500), png[:-30], png[:40], b"\xff\xd8\xff\xe0" + bytes(500)):  # whoever reads pictures would complain besides
            done = self.logo("torn", content)
            self.assertEqual((done.returncode, done.stderr.decode().strip()), (3, f"headroom: {self.folder}/torn: the picture is damaged. Save the logo anew."))
        done = run("report", "examples/web-shop.headroom", "--logo", "", "--to", "html")
        self.assertEqual((done.returncode, done.stderr), (2, b"headroom: --logo: the name of the file is empty. Name a file, or leave the option out.\n"))
        self.assertEqual(run("report", "examples/web-shop.headroom", "--logo", self.folder / "none.png", "--to", "html").returncode, 3)
        self.assertEqual(run("report", "examples/web-shop.headroom", "--logo", self.folder / "fine.svg", "--to", "md").returncode, 2)

    def test_a_logo_of_pixels_is_drawn_anew(self):
        png = self.folder / "logo.png"
        self.made("export", "examples/web-shop.headroom", "--stage", "1", "-o", png)  # it carries a whole design
        page = self.made("report", "examples/web-shop.headroom", "--sections", "summary", "--logo", png, "--to", "html").decode()
        kept = base64.b64decode(re.search('src="data:image/png;base64,([^"]*)"', page).group(1))
        self.assertTrue(kept.startswith(b"\x89PNG"))
        for what in (b"iTXt", b"tEXt", b"Web shop"):
            self.assertNotIn(what, kept)
        pdf = self.folder / "logo.pdf"
        self.made("report", "examples/web-shop.headroom", "--sections", "summary", "--logo", png, "-o", pdf)
        self.assertIn(b"/Subtype /Image", pdf.read_bytes())


class GrowthPage(Handout):
    def test_one_script_of_ours_and_nothing_else(self):
        for design in [*(f"examples/{name}.headroom" for name in EXAMPLES), self.nasty()]:
            page = self.made("export", design, "--to", "html").decode()
            self.assertLessEqual(len(page.encode()), 1_000_000, design)
            scripts = re.findall(r"<script([^>]*)>(.*?)</script>", page, re.S)
            self.assertEqual([attributes for attributes, _ in scripts], [' type="application/json" id="data"', ""])
            self.assertEqual(scripts[1][1], (ROOT / "resources/growth/growth.js").read_text())
            stated = re.search(r"script-src 'sha256-([^']+)'", page).group(1)
            self.assertEqual(base64.b64encode(hashlib.sha256(scripts[1][1].encode()).digest()).decode(), stated)
            self.assertIn("default-src 'none'", page)
            found = elements(page)
            self.assertEqual((found.references, found.handlers), ([], []))
            self.assertEqual(len(found.ids), len(set(found.ids)))
            data = json.loads(scripts[0][1])
            for stage in data["stages"]:
                self.assertEqual(len(stage["points"]), len(data["users"]))
                self.assertTrue(all(each["drawn"] in found.ids for each in stage["components"]), design)


if __name__ == "__main__":
    main(__doc__)
