#!/usr/bin/env python3
"""Runs the command line of Headroom as a person would, without a display.

usage: cli_test.py HEADROOM [--update] [unittest options]
--update writes tests/golden/cli anew from what the program prints; look at the difference before committing it.
"""
import csv
import json
import math
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "cli"
EXAMPLES = ["social-feed", "web-shop", "video-site"]
UPDATE = "--update" in sys.argv
HEADROOM = ""

GOOD = """{
  "format": "headroom",
  "version": 1,
  "name": "T",
  "workload": {"preset": "consumer_app"},
  "stages": [
    {
      "name": "S",
      "users": {"from": 0, "to": 1000},
      "components": [
        {"id": "users", "kind": "client_population", "name": "Users", "x": 0, "y": 0},
        {"id": "app", "kind": "web_app_server", "name": "App", "x": 280, "y": 0}
      ],
      "connections": [
        {"id": "users-app", "from": "users", "to": "app", "kind": "call"}
      ]
    }
  ]
}
"""


def environment(**changes):
    kept = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    return {**kept, "LC_ALL": "C.UTF-8", **changes}


def run(*arguments, env=None, **options):
    return subprocess.run([HEADROOM, *map(str, arguments)], capture_output=True, env=env or environment(), timeout=60,
                          cwd=ROOT, **options)


def same(a, b):
    """Equal but for the last digits of numbers, which compilers may differ in."""
    if isinstance(a, dict) and isinstance(b, dict):
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, float) or isinstance(b, float):
        return not isinstance(a, str) and not isinstance(b, str) and math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)
    return a == b


class Cli(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def file(self, content, name="test.headroom"):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path


class Answers(Cli):
    def check_golden(self, name, text):
        path = GOLDEN / name
        if UPDATE:
            GOLDEN.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        self.assertTrue(path.exists(), f"{path} is missing; run cli_test.py HEADROOM --update and look at it")
        if name.endswith(".json"):
            self.assertTrue(same(json.loads(path.read_text()), json.loads(text)), f"differs from {path}")
        else:
            self.assertEqual(path.read_text(), text)

    def answer(self, *arguments, **options):
        done = run(*arguments, **options)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assertEqual(done.stderr, b"")
        return done.stdout.decode()

    def test_stages_of_every_example(self):
        for name in EXAMPLES:
            text = self.answer("stages", f"examples/{name}.headroom")
            design = json.loads((ROOT / f"examples/{name}.headroom").read_text())
            self.assertEqual(len(text.split("\n\n")[0].splitlines()), 1 + len(design["stages"]))
            self.check_golden(f"stages-{name}.txt", text)

    def test_analysis_as_text(self):
        text = self.answer("analyze", "examples/social-feed.headroom", "--stage", "5", "--users", "1.4M")
        self.assertIn("1,400,000 users", text.splitlines()[0])
        self.check_golden("analyze-social-feed.txt", text)

    def test_cuts_as_text(self):
        self.check_golden("cuts-post.txt", self.answer("cuts", "examples/social-feed.headroom", "--stage", "2", "--class", "post"))

    def test_analysis_as_json(self):
        text = self.answer("analyze", "examples/social-feed.headroom", "--stage", "5", "--users", "1.4M", "--format", "json")
        self.check_golden("analyze-social-feed.json", text)
        result = json.loads(text)
        self.assertEqual((result["stage"]["index"], result["users"]), (5, 1.4e6))

    def test_explanations(self):
        at = ("examples/social-feed.headroom", "--stage", "5", "--users", "1.4M")
        for metric in ("db.utilization", "app-a.wait", "db.availability", "system.bottleneck", "system.downtime_per_year"):
            text = self.answer("explain", at[0], metric, *at[1:])
            self.check_golden(f"explain-{metric}.txt", text)
        self.check_golden("explain-db.cost_per_month.json", self.answer("explain", at[0], "db.cost_per_month", *at[1:], "--format", "json"))
        listed = self.answer("explain", *at)
        self.check_golden("explain-social-feed.txt", listed)
        self.assertEqual(len(self.answer("explain", at[0], "system.latency", *at[1:], "--depth", "0").split("\n\n")[1].splitlines()), 3)

    def test_explanations_keep_their_schema(self):
        schema = json.loads((ROOT / "resources/schema/derivation.schema.json").read_text())
        validator = jsonschema.validators.validator_for(schema)(schema)
        for stage, users in (("1", "0"), ("4", "100k")):
            at = ("--stage", stage, "--users", users, "--format", "json")
            listed = json.loads(self.answer("explain", "examples/web-shop.headroom", *at))
            self.assertEqual([e.message[:200] for e in validator.iter_errors(listed)], [])
            for each in listed["metrics"][3::45]:
                told = json.loads(self.answer("explain", "examples/web-shop.headroom", each["metric"], *at, "--depth", "4"))
                self.assertEqual([e.message[:200] for e in validator.iter_errors(told)], [], each["metric"])
                self.assertEqual(told["derivation"].get("value"), each.get("value"), each["metric"])

    def test_explaining_what_a_finding_has_measured(self):
        at = ("examples/social-feed.headroom", "--stage", "5")
        whole = self.answer("explain", at[0], "finding.STG-02.interact", *at[1:])
        for word in ("STG-02", "STG-02:mail"):
            self.assertEqual(self.answer("explain", at[0], word, *at[1:]), whole)
        found = json.loads(self.answer("analyze", *at, "--format", "json"))["findings"]
        for each in found:
            if "metric" in each:
                told = json.loads(self.answer("explain", at[0], each["metric"], *at[1:], "--format", "json"))
                self.assertAlmostEqual(told["derivation"]["value"], each["measured"], delta=1e-9 * abs(each["measured"]))
        self.assertTrue(any("metric" in each for each in found))
        for word in ("CAP-04:web", "STG-02:db"):
            done = run("explain", at[0], word, *at[1:])
            self.assertEqual((done.returncode, done.stdout), (2, b""))
            self.assertIn(b"no finding " + word.encode(), done.stderr)

    def test_explaining_what_is_not_there(self):
        for path, meant in (("db.utilisation", "db.utilization"), ("dv.utilization", "db"), ("db", "db.utilization"),
                            ("db.cpu.wait", "explain FILE"), ("system.cost_per_mnth", "system.cost_per_month")):
            done = run("explain", "examples/social-feed.headroom", path, "--stage", "5")
            self.assertEqual((done.returncode, done.stdout), (2, b""))
            self.assertIn(meant, done.stderr.decode())
        self.assertEqual(run("explain", "examples/social-feed.headroom", "db.utilization", "--depth", "-1").returncode, 2)

    def test_every_rule_is_listed(self):
        rules = json.loads(self.answer("rules", "--format", "json"))["rules"]
        lines = self.answer("rules").splitlines()
        self.assertEqual(len(lines), 1 + len(rules))
        known = {rule["id"] for rule in json.loads((ROOT / "resources/catalog/rules.json").read_text())["rules"]}
        self.assertEqual({rule["id"] for rule in rules}, known)
        for rule, line in zip(rules, lines[1:]):
            self.assertTrue(line.startswith(rule["id"] + " ") and rule["condition"] in line, line)
            self.assertIn(rule["severity"], ("info", "warning", "error", "by_tier"))

    def test_acknowledged_findings_are_marked(self):
        design = json.loads((ROOT / "examples/web-shop.headroom").read_text())
        arguments = ("--stage", "3", "--format", "json")
        finding = next(f for f in json.loads(self.answer("analyze", "examples/web-shop.headroom", *arguments))["findings"] if f["subjects"])
        design["acknowledged"] = [{"rule": finding["rule"], "subjects": finding["subjects"], "reason": "We know."}]
        path = self.file(json.dumps(design))
        marked = [f for f in json.loads(self.answer("analyze", path, *arguments))["findings"] if "acknowledged" in f]
        self.assertEqual([(f["rule"], f["acknowledged"]) for f in marked], [(finding["rule"], "We know.")])
        self.assertIn("acknowledged", self.answer("analyze", path, "--stage", "3"))

    def test_results_keep_their_schema(self):
        schema = json.loads((ROOT / "resources/schema/results.schema.json").read_text())
        validator = jsonschema.validators.validator_for(schema)(schema)
        for name in EXAMPLES:
            design = json.loads((ROOT / f"examples/{name}.headroom").read_text())
            for stage in range(1, len(design["stages"]) + 1):
                for users in ("0", "1k", "1G"):
                    text = self.answer("analyze", f"examples/{name}.headroom", "--stage", stage, "--users", users, "--format", "json")
                    problems = [f"{list(e.absolute_path)}: {e.message[:200]}" for e in validator.iter_errors(json.loads(text))]
                    self.assertEqual(problems, [], f"{name}, stage {stage}, {users} users")

    def test_a_stage_by_its_name_and_by_its_users(self):
        design = json.loads((ROOT / "examples/web-shop.headroom").read_text())
        third = design["stages"][2]
        inside = str((third["users"]["from"] + third["users"]["to"]) // 2)
        by_number = self.answer("analyze", "examples/web-shop.headroom", "--stage", "3", "--users", inside)
        self.assertEqual(by_number, self.answer("analyze", "examples/web-shop.headroom", "--stage", third["name"], "--users", inside))
        self.assertEqual(by_number, self.answer("analyze", "examples/web-shop.headroom", "--users", inside))

    def test_without_users_the_upper_end_counts(self):
        text = self.answer("analyze", "examples/web-shop.headroom", "--stage", "2", "--format", "json")
        design = json.loads((ROOT / "examples/web-shop.headroom").read_text())
        self.assertEqual(json.loads(text)["users"], design["stages"][1]["users"]["to"])

    def test_examples_and_templates_are_valid(self):
        files = sorted([*(ROOT / "examples").glob("*.headroom"), *(ROOT / "resources/templates").glob("*.headroom")])
        lines = self.answer("validate", *files).splitlines()
        self.assertEqual(len(lines), len(files))
        self.assertTrue(all(": valid, " in line for line in lines))

    def test_the_locale_changes_nothing(self):
        arguments = ("analyze", "examples/web-shop.headroom", "--format", "json")
        self.assertEqual(self.answer(*arguments), self.answer(*arguments, env=environment(LC_ALL="de_DE.UTF-8", LANG="tr_TR.UTF-8")))

    def test_help_and_version(self):
        self.assertRegex(self.answer("--version"), r"^headroom \d+\.\d+\.\d+\n$")
        text = self.answer("--help")
        for word in ("analyze", "rules", "validate", "stages", "--version"):
            self.assertIn(word, text)
        self.assertIn("--users", self.answer("analyze", "--help"))

    def test_designs_with_little_in_them_get_findings_not_errors(self):
        empty = {"format": "headroom", "version": 1, "name": "", "stages": [{"name": "S", "users": {"from": 0, "to": 10}}]}
        part = {"kind": "web_app_server", "name": "", "x": 0, "y": 0}
        loop = json.loads(GOOD)
        loop["stages"][0]["connections"].append({"id": "back", "from": "app", "to": "users", "kind": "call"})
        loop["stages"][0]["connections"].append({"id": "self", "from": "app", "to": "app", "kind": "call"})
        lonely = json.loads(GOOD)
        lonely["stages"][0]["connections"] = []
        no_client = {**empty, "stages": [{**empty["stages"][0], "components": [{"id": "a", **part}, {"id": "b", **part}],
                                          "connections": [{"id": "c", "from": "a", "to": "b", "kind": "call"}]}]}
        for design in (empty, loop, lonely, no_client):
            path = self.file(json.dumps(design))
            for command in (("analyze",), ("analyze", "--users", "1G", "--format", "json"), ("stages",), ("validate",)):
                self.assertTrue(self.answer(command[0], path, *command[1:]))

    def test_an_unknown_kind_is_kept_and_mentioned(self):
        done = run("analyze", self.file(GOOD.replace("web_app_server", "flux_capacitor")), "--format", "json")
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"flux_capacitor", done.stderr)
        result = json.loads(done.stdout)
        self.assertEqual(result["components"][1]["kind"], "flux_capacitor")
        self.assertIn("app", [subject for finding in result["findings"] for subject in finding["subjects"]])

    def test_names_cannot_steer_the_terminal(self):
        evil = GOOD.replace('"App"', '"\\u001b[2J\\n\\u202eApp\\u0085"').replace('"T"', '"\\u0007T"')
        for command in ("analyze", "stages"):
            out = self.answer(command, self.file(evil))
            for bad in ("\x1b", "\u202e", "\x85", "\x07"):
                self.assertNotIn(bad, out)
        self.assertIn("\\u{1B}[2J\\u{A}\\u{202E}App\\u{85}", self.answer("analyze", self.file(evil)))


class BadInput(Cli):
    def refused(self, path, *words, env=None, **options):
        for command in ("analyze", "validate", "stages"):
            done = run(command, path, env=env, **options)
            message = done.stderr.decode()
            self.assertEqual(done.returncode, 3, f"{command}: {message}")
            self.assertEqual(done.stdout, b"")
            self.assertIn(pathlib.Path(path).name, message)
            self.assertEqual(message.count("\n"), 1, message)
            for word in words:
                self.assertIn(word, message)

    def test_texts(self):
        arrays = "[" * 100_000
        for name, text, *words in [
            ("not JSON", "hello", "line 1", "not valid JSON"),
            ("truncated", GOOD[:-40], "line 15", "ends too early"),
            ("empty", "", "empty"),
            ("another format", '{"format": "x"}', "not a Headroom design"),
            ("newer", GOOD.replace('"version": 1', '"version": 4'), "line 3", "newer Headroom (version 4, this one knows 1)"),
            ("duplicate id", GOOD.replace('"id": "app"', '"id": "users"'), "line 12", "components/1/id", "twice"),
            ("duplicate key", GOOD.replace('"x": 280', '"x": 280, "x": 280'), "line 12", "twice"),
            ("connection to nothing", GOOD.replace('"to": "app"', '"to": "gone"'), "line 15", "connections/0/to", '"gone"'),
            ("text for a number", GOOD.replace('"x": 280', '"x": "280"'), "line 12", "components/1/x", "expected a number, found text"),
            ("NaN", GOOD.replace('"x": 280', '"x": NaN'), "line 12"),
            ("text that says nan", GOOD.replace('"x": 280', '"x": "nan"'), "components/1/x", "expected a number"),
            ("1e999", GOOD.replace('"x": 280', '"x": 1e999'), "line 12", "out of range"),
            ("far away", GOOD.replace('"x": 280', '"x": 1e7'), "components/1/x", "from -1,000,000 to 1,000,000"),
            ("negative users", GOOD.replace('"from": 0', '"from": -5'), "users/from", "out of range"),
            ("zero users", GOOD.replace('"to": 1000', '"to": 0'), "stages/0/users", "not above"),
            ("negative parameter", GOOD.replace('"kind": "call"', '"kind": "call", "parameters": {"calls": -1}'), "parameters/calls", "out of range"),
            ("100,000 arrays", arrays, "line 1", "deeper than 64"),
            ("100,000 arrays inside", GOOD.replace('"x": 280', '"x": ' + arrays), "line 12", "deeper than 64"),
            ("invalid UTF-8", GOOD.encode().replace(b'"App"', b'"\xff"'), "line 12", "UTF-8"),
        ]:
            with self.subTest(name):
                self.refused(self.file(text), *words)

    def test_a_folder(self):
        self.refused(self.folder, "folder")

    def test_a_file_that_is_not_there(self):
        self.refused(self.folder / "nothing.headroom", "no such file")

    def test_a_device_is_no_design(self):
        self.refused("/dev/zero")

    def test_a_file_without_permission(self):
        path = self.file(GOOD)
        path.chmod(0)
        if os.geteuid() != 0:
            return self.refused(path, "may not read")
        self.folder.chmod(0o755) # root may read anything, so somebody else has to try
        nobody = {"user": 65534, "group": 65534, "extra_groups": []}
        try:
            run("--version", **nobody)
        except PermissionError:
            self.skipTest("the program cannot be started by another user here")
        self.refused(path, "may not read", **nobody)

    def test_a_bad_file_does_not_hide_the_others(self):
        done = run("validate", self.file("no", "bad.headroom"), self.file(GOOD))
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"test.headroom: valid, 1 stage, 2 components", done.stdout)
        self.assertIn(b"bad.headroom", done.stderr)


class Usage(Cli):
    def test_wrong_usage(self):
        good = self.file(GOOD)
        for arguments in [("analyze",), ("validate",), ("stages",), ("analyze", good, "--format", "xml"), ("analyze", good, "--bogus"),
                          ("analyze", good, "--stage", "9"), ("analyze", good, "--stage", ""), ("analyze", good, "--users", "many"),
                          ("analyze", good, "--users", "-5"), ("analyze", good, "--users", ""), ("analyze", good, "--users", "nan"),
                          ("analyze", good, "--users", "1e13"), ("analyze", good, "--users", "5m"), ("stages", good, good)]:
            with self.subTest(arguments[0], arguments=arguments[2:]):
                done = run(*arguments)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertEqual(done.stdout, b"")
                self.assertTrue(done.stderr)

    def test_a_closed_pipe_ends_quietly(self):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([HEADROOM, "stages", "examples/web-shop.headroom"], stdout=writer, stderr=subprocess.PIPE, cwd=ROOT,
                              env=environment(), timeout=60)
        os.close(writer)
        self.assertIn(done.returncode, (0, -signal.SIGPIPE))
        self.assertEqual(done.stderr, b"")

    def test_a_full_disk_is_not_success(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([HEADROOM, "stages", "examples/web-shop.headroom"], stdout=full, stderr=subprocess.PIPE, cwd=ROOT,
                                  env=environment(), timeout=60)
        self.assertEqual(done.returncode, 4)
        self.assertIn(b"could not be written", done.stderr)


class Cuts(Cli):
    def test_series_fails_with_each_of_its_parts(self):
        # DNS 0.99999, server and database 1 - 2 h/2192 h and 1 - 4 h/4384 h: each alone is a cut, nothing needs two.
        done = run("cuts", "resources/templates/seven-stages.headroom", "--stage", "2", "--class", "feed", "--format", "json")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        document = json.loads(done.stdout)
        jsonschema.validate(document, json.loads((ROOT / "resources/schema/cuts.schema.json").read_text()))
        [feed] = document["classes"]
        self.assertEqual(sorted((cut["parts"][0]["component"], cut["order"]) for cut in feed["cuts"]), [("app", 1), ("db", 1), ("dns", 1)])
        self.assertAlmostEqual(feed["availability"]["value"], 0.99999 * (2190 / 2192) * (4380 / 4384), delta=1e-12)
        self.assertEqual(feed["availability"]["basis"], "exact")

    def test_every_class_of_every_stage(self):
        schema = json.loads((ROOT / "resources/schema/cuts.schema.json").read_text())
        for stage in range(1, 8):
            done = run("cuts", "examples/video-site.headroom", "--stage", str(stage), "--format", "json")
            self.assertEqual(done.returncode, 0)
            jsonschema.validate(json.loads(done.stdout), schema)

    def test_unknown_class(self):
        self.assertEqual(run("cuts", "examples/social-feed.headroom", "--class", "nope").returncode, 2)


class Sweep(Cli):
    def rows(self, *arguments, design="examples/social-feed.headroom"):
        done = run("sweep", design, *arguments)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        return list(csv.DictReader(done.stdout.decode().splitlines()))

    def test_every_stage_ten_points_per_decade(self):
        rows = self.rows("--users", "1k..100M")
        self.assertEqual(len(rows), 7 * 51) # five decades, both ends
        self.assertEqual([float(row["users"]) for row in rows[:51:50]], [1e3, 1e8])
        self.assertAlmostEqual(float(rows[10]["users"]), 1e4, delta=1e-6)

    def test_a_point_says_what_analyze_says(self):
        for row in self.rows("--users", "1k..10M", "--points", "3", "--stage", "all")[::4]:
            done = run("analyze", "examples/social-feed.headroom", "--stage", row["stage"], "--users", row["users"], "--format", "json")
            system = json.loads(done.stdout)["system"]
            self.assertEqual(row["state"], system["state"])
            self.assertEqual(row["mean_latency_ms"], "" if row["state"] != "steady" else row["mean_latency_ms"])
            if row["state"] == "steady":
                self.assertAlmostEqual(float(row["mean_latency_ms"]), system["latency_ms"]["mean"], delta=1e-9)
            self.assertAlmostEqual(float(row["cost_per_month_USD"]), system["cost_per_month"]["amount"], delta=1e-6)
            self.assertAlmostEqual(float(row["cost_per_1000_users_USD"]), system["cost_per_1000_users"]["amount"], delta=1e-6)
            self.assertEqual(row["bottleneck"], f"{system['bottleneck']['component']}.{system['bottleneck']['resource']}")
            self.assertEqual(row["utilization " + row["bottleneck"]], row["bottleneck_utilization"])
            self.assertAlmostEqual(float(row["bottleneck_utilization"]), system["bottleneck"]["utilization"], delta=1e-12)

    def test_json_agrees_with_csv_and_its_schema(self):
        arguments = ("sweep", "examples/web-shop.headroom", "--users", "1k..1G", "--points", "7")
        result = json.loads(run(*arguments, "--format", "json").stdout)
        schema = json.loads((ROOT / "resources/schema/sweep.schema.json").read_text())
        self.assertEqual([e.message for e in jsonschema.validators.validator_for(schema)(schema).iter_errors(result)], [])
        rows = self.rows("--users", "1k..1G", "--points", "7", design="examples/web-shop.headroom")
        points = [(stage["index"], point) for stage in result["stages"] for point in stage["points"]]
        self.assertEqual(len(rows), len(points))
        for row, (index, point) in zip(rows, points):
            self.assertEqual((int(row["stage"]), float(row["users"]), row["state"]), (index, point["users"], point["state"]))
            self.assertEqual(float(row["cost_per_month_USD"]), point["cost_per_month"]["amount"])
            self.assertEqual("latency_ms" in point, row["mean_latency_ms"] != "")
            for component, value in point["utilization"].items():
                self.assertEqual(float(row[f"utilization {component}.{value['resource']}"]), value["utilization"])

    def test_percentiles_are_those_of_analyze(self):
        arguments = ("--users", "10k..100M", "--points", "4", "--stage", "4", "--percentiles")
        rows = self.rows(*arguments)
        result = json.loads(run("sweep", "examples/social-feed.headroom", *arguments, "--format", "json").stdout)
        schema = json.loads((ROOT / "resources/schema/sweep.schema.json").read_text())
        self.assertEqual([e.message for e in jsonschema.validators.validator_for(schema)(schema).iter_errors(result)], [])
        self.assertIn("saturated", {row["state"] for row in rows})
        for row, point in zip(rows, result["stages"][0]["points"]):
            done = run("analyze", "examples/social-feed.headroom", "--stage", "4", "--users", row["users"], "--format", "json")
            times = json.loads(done.stdout)["system"].get("latency_ms", {})
            for name in ("p50", "p95", "p99"):
                self.assertEqual(row[f"{name}_latency_ms"] != "", row["state"] == "steady")
                self.assertEqual(name in point.get("latency_ms", {}), row["state"] == "steady")
                if row["state"] == "steady":
                    self.assertAlmostEqual(float(row[f"{name}_latency_ms"]), times[name], delta=1e-6)
                    self.assertEqual(float(row[f"{name}_latency_ms"]), point["latency_ms"][name])
        self.assertNotIn("p99_latency_ms", self.rows(*arguments[:-1])[0])

    def test_records_end_with_crlf_and_no_name_is_a_formula(self):
        path = self.file(GOOD.replace('"name": "S"', '"name": "=1+1,\\"x\\""'))
        done = run("sweep", path, "--users", "10..100")
        self.assertEqual(done.stdout.count(b"\r\n"), done.stdout.count(b"\n"))
        self.assertIn(b'"\'=1+1,""x"""', done.stdout)
        self.assertEqual([row["stage_name"] for row in self.rows("--users", "10..100", "--points", "2", design=path)], ["'=1+1,\"x\""] * 2)

    def test_wrong_ranges(self):
        for users in ("1k", "1k..", "..1k", "1k..1k", "2k..1k", "0..1k", "1k..5m", "a..b", "1..1e13", "", "1k...9M", "1e-300..1e12",
                      "nan..inf", "1..9..99"):
            done = run("sweep", self.file(GOOD), "--users", users)
            self.assertEqual((done.returncode, done.stdout), (2, b""), users)
        for points in ("1", "0", "-3", "2.5", "10001", "many", ""):
            self.assertEqual(run("sweep", self.file(GOOD), "--users", "1..9", "--points", points).returncode, 2, points)
        self.assertEqual(run("sweep", self.file(GOOD), "--users", "1..9", "--points", "1e9").returncode, 2)
        self.assertEqual(run("sweep", self.file(GOOD)).returncode, 2)


class Curves(Cli):
    DESIGN = "examples/web-shop.headroom"
    AT = ("--stage", "3", "--users", "1k..1G", "--points", "5")

    def result(self):
        done = run("curves", self.DESIGN, *self.AT, "--format", "json")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        return json.loads(done.stdout)

    def test_json_agrees_with_csv_and_its_schema(self):
        result = self.result()
        schema = json.loads((ROOT / "resources/schema/curves.schema.json").read_text())
        self.assertEqual([e.message[:200] for e in jsonschema.validators.validator_for(schema)(schema).iter_errors(result)], [])
        done = run("curves", self.DESIGN, *self.AT)
        self.assertEqual(done.stdout.count(b"\r\n"), done.stdout.count(b"\n"))
        rows = list(csv.DictReader(done.stdout.decode().splitlines()))
        self.assertEqual(len(rows), len(result["points"]))
        amount = lambda offer: str(offer["cost_per_month"]["amount"]) if "cost_per_month" in offer else ""
        same_number = lambda cell, text: self.assertEqual(cell and float(cell), text and float(text))
        for row, point in zip(rows, result["points"]):
            self.assertEqual((float(row["users"]), row["state"]), (point["users"], point["state"]))
            same_number(row["cost_per_month_USD"], amount(point))
            same_number(row["scale_up_USD"], amount(point["scale_up"]))
            same_number(row["ideal_scale_out_USD"], amount(point["ideal_scale_out"]))
            same_number(row["cheapest_USD"], amount(point["cheapest"]))
            same_number(row["over_provisioning_index"], str(point["over_provisioning_index"].get("value", "")))
            for number, stage in enumerate(point["stages"], 1):
                same_number(row[f"stage_{number}_USD"], amount(stage))
                self.assertEqual("reason" in stage, row[f"stage_{number}_USD"] == "")
            self.assertAlmostEqual(sum(float(row[name]) for name in row if name.startswith("cost_of_")), float(row["cost_per_month_USD"]), delta=1e-6)
        self.assertIn("", {row["scale_up_USD"] for row in rows}) # a billion is more than any size carries
        self.assertTrue(all(row["reason"] for row in rows if "" in (row["scale_up_USD"], row["cheapest_USD"], row["over_provisioning_index"])))
        said = sum(row["crossover"].count("from ") for row in rows)
        self.assertEqual(said, len(result["crossovers"]))
        self.assertTrue(any(each["kind"] == "stage" for each in result["crossovers"]))

    def test_points_say_what_the_other_commands_say(self):
        for point in self.result()["points"]:
            users = repr(point["users"])
            system = json.loads(run("analyze", self.DESIGN, "--stage", "3", "--users", users, "--format", "json").stdout)["system"]
            self.assertEqual(point["state"], system["state"])
            self.assertAlmostEqual(point["cost_per_month"]["amount"], system["cost_per_month"]["amount"], delta=1e-6)
            for number, offer in enumerate(point["stages"], 1):
                done = run("size", self.DESIGN, "--stage", number, "--users", users, "--format", "json")
                sized = json.loads(done.stdout)
                if "cost_per_month" in offer and sized["feasible"]:
                    self.assertAlmostEqual(offer["cost_per_month"]["amount"], sized["after"]["cost_per_month"]["amount"], delta=1e-6)
                self.assertFalse("reason" in offer and sized["feasible"])
            told = run("explain", self.DESIGN, "system.over_provisioning_index", "--stage", "3", "--users", users, "--format", "json")
            self.assertEqual(json.loads(told.stdout)["derivation"].get("value"), point["over_provisioning_index"].get("value"))

    def test_the_ceiling_is_where_scale_up_ends(self):
        result = self.result()
        ceiling = result["scale_up_ceiling"]
        self.assertTrue(ceiling["reason"])
        for point in result["points"]:
            self.assertEqual("cost_per_month" in point["scale_up"], point["users"] <= ceiling["users"])

    def test_wrong_usage(self):
        for more in (["--users", "5M..1k"], ["--points", "1e9"], ["--points", "1001"], ["--stage", "8"], ["--users", "many"], ["--format", "xml"]):
            done = run("curves", self.DESIGN, *more)
            self.assertEqual((done.returncode, done.stdout), (2, b""), more)


class Size(Cli):
    def test_the_written_design_carries_the_users(self):
        out = self.folder / "sized.headroom"
        done = run("size", "examples/social-feed.headroom", "--users", "1.5M", "--stage", "5", "-o", out)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertIn(b"before", done.stdout)
        result = json.loads(run("analyze", out, "--stage", "5", "--users", "1.5M", "--format", "json").stdout)
        for component in result["components"]:
            for name, resource in component["resources"].items():
                self.assertLessEqual(resource["utilization"], 0.8 if name == "memory" else 0.7, component["id"])
        again = run("size", out, "--users", "1.5M", "--stage", "5")
        self.assertIn(b"Nothing to change", again.stdout)
        as_text = run("size", "examples/social-feed.headroom", "--users", "1.5M", "--stage", "5", "-o", "-")
        self.assertEqual(as_text.stdout, out.read_bytes())

    def test_json_says_the_same_and_keeps_its_schema(self):
        schema = json.loads((ROOT / "resources/schema/size.schema.json").read_text())
        at = ("size", "examples/social-feed.headroom", "--users", "1.5M", "--stage", "5")
        out = self.folder / "sized.headroom"
        done = run(*at, "--format", "json", "-o", out)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        result = json.loads(done.stdout)
        jsonschema.validate(result, schema)
        self.assertEqual((result["stage"]["index"], result["users"], result["feasible"]), (5, 1.5e6, True))
        stages = [json.loads(pathlib.Path(name).read_text())["stages"][4] for name in (ROOT / "examples/social-feed.headroom", out)]
        before, after = ({c["id"]: c.get("parameters", {}) for c in stage["components"]} for stage in stages)
        self.assertTrue(result["changes"])
        for change in result["changes"]:
            name = change["parameter"]
            self.assertEqual(after[change["component"]][name], change["after"])
            if name in before[change["component"]]:
                self.assertEqual(before[change["component"]][name], change["before"])
        changed = {(c, name) for c in after for name in after[c] if after[c][name] != before[c].get(name)}
        self.assertEqual(changed, {(c["component"], c["parameter"]) for c in result["changes"]})
        for design, figures in (("examples/social-feed.headroom", result["before"]), (out, result["after"])):
            system = json.loads(run("analyze", design, *at[2:], "--format", "json").stdout)["system"]
            self.assertAlmostEqual(figures["cost_per_month"]["amount"], system["cost_per_month"]["amount"], delta=1e-6)
            self.assertAlmostEqual(figures["p99_ms"], system["latency_ms"]["p99"], delta=1e-6)
            self.assertAlmostEqual(figures["availability"], system["availability"], delta=1e-12)
        both = run(*at, "--format", "json", "-o", "-")
        self.assertEqual((both.returncode, both.stdout), (2, b""))

    def test_json_names_what_stands_in_the_way(self):
        done = run("size", "resources/templates/seven-stages.headroom", "--users", "4M", "--stage", "5", "--format", "json")
        self.assertEqual(done.returncode, 5)
        result = json.loads(done.stdout)
        jsonschema.validate(result, json.loads((ROOT / "resources/schema/size.schema.json").read_text()))
        [obstacle] = result["obstacles"]
        self.assertEqual((result["feasible"], obstacle["component"], obstacle["resource"], obstacle["limit"]), (False, "mail", "Quota", 0.7))
        self.assertAlmostEqual(obstacle["utilization"], 1.3, delta=1e-9)

    def test_no_solution(self):
        out = self.folder / "sized.headroom"
        done = run("size", "resources/templates/seven-stages.headroom", "--users", "4M", "--stage", "5", "-o", out)
        self.assertEqual((done.returncode, done.stdout), (5, b""))
        self.assertIn("E-mail service: Quota at 130 %, above 70 %", done.stderr.decode())
        self.assertFalse(out.exists())

    def test_wrong_usage(self):
        for more in ([], ["--users", "x"], ["--users", "5", "--stage", "9"]):
            self.assertEqual(run("size", self.file(GOOD), *more).returncode, 2)


class Check(Cli):
    DESIGN = "resources/templates/seven-stages.headroom"
    AT = ("--users", "100k", "--stage", "3")

    def check(self, *arguments, code):
        done = run("check", self.DESIGN, *self.AT, *arguments)
        self.assertEqual((done.returncode, done.stderr), (code, b""))
        return done.stdout.decode()

    def test_each_gate_on_both_sides_of_what_analyze_says(self):
        system = json.loads(run("analyze", self.DESIGN, *self.AT, "--format", "json").stdout)["system"]
        p99 = system["latency_ms"]["p99"]
        cost = system["cost_per_month"]["amount"]
        availability = system["availability"] * 100
        headroom = system["users_at_saturation"] / 1e5
        for name, measured, more, unit in [("--p99", p99, 1, "ms"), ("--cost", cost, 1, ""),
                                           ("--availability", availability, -1, ""), ("--headroom", headroom, -1, "")]:
            fine = self.check(name, f"{measured * (1 + more * 1e-6):.9f}{unit}", code=0)
            bad = self.check(name, f"{measured * (1 - more * 1e-6):.9f}{unit}", code=1)
            self.assertRegex(fine, rf"^pass  {name[2:]}: [^\n]*\n$")
            self.assertRegex(bad, rf"^FAIL  {name[2:]}: [^\n]*\n$")

    def test_single_points(self):
        self.assertIn("FAIL  no-spof", run("check", self.DESIGN, "--users", "5k", "--stage", "2", "--no-spof").stdout.decode())
        self.assertIn("pass  no-spof", self.check("--no-spof", code=0))

    def test_no_latency_fails_its_gate(self):
        done = run("check", self.DESIGN, "--users", "1M", "--stage", "3", "--p99", "1h")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"saturated", done.stdout)

    def test_json_junit_and_sarif_say_the_same(self):
        gates = ("--p99", "1ms", "--cost", "1G", "--headroom", "9")
        result = json.loads(self.check(*gates, "--format", "json", code=1))
        self.assertEqual([(g["gate"], g["holds"]) for g in result["gates"]], [("p99", False), ("cost", True), ("headroom", False)])
        suite = xml.etree.ElementTree.fromstring(self.check(*gates, "--format", "junit", code=1).encode()).find("testsuite")
        self.assertEqual((suite.get("tests"), suite.get("failures")), ("3", "2"))
        self.assertEqual([case.get("name") for case in suite if case.find("failure") is not None], ["p99", "headroom"])
        log = json.loads(self.check(*gates, "--format", "sarif", code=1))
        self.assertEqual(log["version"], "2.1.0")
        results = log["runs"][0]["results"]
        self.assertEqual([r["ruleId"] for r in results], ["p99", "headroom"])
        where = results[1]["locations"][0]["physicalLocation"]
        self.assertEqual(where["artifactLocation"]["uri"], self.DESIGN)
        line = (ROOT / self.DESIGN).read_text().splitlines()[where["region"]["startLine"] - 1]
        self.assertIn('"id": "db"', line) # the bottleneck of stage 3
        self.assertEqual(log, json.loads(self.check(*gates, "--format", "sarif", code=1)))

    def test_wrong_usage(self):
        for more in ([], ["--p99", "fast"], ["--p99", "-1ms"], ["--availability", "101"], ["--availability", "0.9995"], ["--cost", "x"], ["--headroom", ""]):
            done = run("check", self.DESIGN, "--users", "5k", *more)
            self.assertEqual((done.returncode, done.stdout), (2, b""), more)
        self.assertEqual(run("check", self.DESIGN, "--cost", "5").returncode, 2)


class Hostile(Cli):
    """What nobody means to type or to open: a message that names place and mend, the right code, and an end in bounded time."""

    def refused(self, arguments, code, *words, **options):
        with self.subTest(arguments=[str(each)[:60] for each in arguments]):
            done = run(*arguments, **options)
            message = done.stderr.decode()
            self.assertEqual((done.returncode, done.stdout), (code, b""), message[:500])
            self.assertEqual(message.count("\n"), 1, message[:500])
            self.assertLess(len(message), 1500)
            self.assertTrue(message.startswith("headroom: "), message[:500])
            for word in words:
                self.assertIn(word, message)

    def test_arguments(self):
        good = self.file(GOOD)
        for arguments, *words in [
            (("analyze", good, "--users", "1e309"), "0 to 1e12"), (("analyze", good, "--users", "0x10"), "1.4M"),
            (("analyze", good, "--users", "1" * 5000), "0 to 1e12"), (("analyze", good, "--users", "1,4M"), "1.4M"),
            (("analyze", good, "--users", "1M", "--users", "2M"), "--users is there more than once"),
            (("analyze", good, "--stage"), "--stage needs a value"), (("analyze", good, "--format"), "--format needs a value"),
            (("analyze", good, "--stage", "9" * 40), "Name one of 1 to 1"), (("analyze", good, "-o", ""), "the name of the file is empty"),
            (("size", good, "--users", "1k", "-o", ""), "the name of the file is empty"),
            (("explain", good, "system." + "x" * 100_000), "no metric", "lists what there is"),
            (("explain", good, "\x1b[2J.x"), "\\u{1B}", "lists what there is"), (("explain", good, ".."), "lists what there is"),
            (("explain", good, "system.latency", "--depth", "1e9"), "0 to 1000"),
            (("cuts", good, "--class", ""), "no such class"),
            (("check", good, "--users", "1k", "--availability", "0.9995"), "less than 1 %", "99.95"),
            (("check", good, "--users", "1k", "--cost", "$20"), "not a number"), (("check", good, "--users", "1k", "--p99", "1e400"), "not a number"),
            (("sweep", good, "--users", "1k...9M"), "1k..100M"), (("sweep", good, "--users", "1e-300..1e12"), "1 or more"),
            (("curves", good, "--users", "5M..1k"), "below the second"), (("curves", good, "--points", "1e9"), "2 to 1000"),
            (("-x",), "no option -x"), (("help",), "--help"), (("rules", "x"), "one word too many"),
        ]:
            self.refused(arguments, 2, *words)

    def test_files(self):
        large = self.folder / "large.headroom"
        with open(large, "wb") as file:
            file.truncate(200 << 20) # holes: nothing is stored
        program = pathlib.Path(HEADROOM).read_bytes()[:200_000]
        many = json.loads(GOOD)
        many["stages"] *= 1500
        for path, *words in [
            (large, "200 MiB", "64 MiB"), (self.file(program, "program"), "line 1", "not valid JSON"),
            (self.file(b"\0" * 1000, "zeros"), "line 1"), (self.file(GOOD.encode("utf-16"), "utf16"), "line 1", "not valid JSON"),
            (self.file('{"a":' * 100_000, "deep"), "deeper than 64"), (self.file(json.dumps(many), "stages"), "1500", "1,000"),
            (self.file(GOOD.replace('"components": [', '"components": [null,'), "null"), "components/0", "found null"),
            (pathlib.Path("http://x/y"), "no such file"),
        ]:
            for command in (("analyze", path), ("curves", path), ("size", path, "--users", "1k")):
                self.refused(command, 3, *words)

    def test_places_to_write(self):
        good = self.file(GOOD)
        kept = self.file("kept", "kept.txt")
        for out, *words in [(self.folder / "no" / "such" / "x", "does not exist"), (kept / "x", "does not exist"), (self.folder, "is a folder"),
                            ("/dev/full", "not a regular file"), (self.folder / ("x" * 300), "could not be saved")]:
            self.refused(("analyze", good, "-o", out), 4, "Nothing was written", "-o", *words)
            self.refused(("size", good, "--users", "500", "-o", out), 4, "Nothing was written", "-o", *words)
        self.assertEqual(kept.read_text(), "kept")
        self.assertEqual({each.name for each in self.folder.iterdir()}, {"kept.txt", "test.headroom"})

    def test_a_folder_that_may_not_be_written_to(self):
        good = self.file(GOOD)
        closed = self.folder / "closed"
        closed.mkdir(mode=0o555)
        if os.geteuid() != 0:
            return self.refused(("analyze", good, "-o", closed / "x"), 4, "you may not write")
        self.folder.chmod(0o755) # root may write anywhere, so somebody else has to try
        nobody = {"user": 65534, "group": 65534, "extra_groups": []}
        try:
            run("--version", **nobody)
        except PermissionError:
            self.skipTest("the program cannot be started by another user here")
        self.refused(("analyze", good, "-o", closed / "x"), 4, "you may not write", **nobody)


class Conventions(Cli):
    """What every command has in common."""

    def commands(self):
        """Each command with arguments that make it succeed on a design given last."""
        return {"analyze": [], "check": ["--users", "500", "--cost", "1"], "cuts": [], "curves": ["--users", "100..1k", "--points", "2"], "diff": [], "explain": [], "export": ["--to", "svg"], "optimize": ["--users", "500"],
                "plan": ["--from", "500", "--to", "5k"], "sensitivity": ["--range", "peak_factor=2..4", "--samples", "3"], "report": ["--to", "md"], "size": ["--users", "500"], "stages": [],
                "sweep": ["--users", "100..1k"], "validate": []}

    def test_every_command_is_tried_here(self):
        lines = run("--help").stdout.decode().split("Subcommands:")[1].split("Examples:")[0].splitlines()
        self.assertEqual({line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "}, {*self.commands(), "rules"}) # rules takes no design

    def test_help_has_two_examples_that_name_the_command(self):
        for command in [*self.commands(), "rules"]:
            done = run(command, "--help")
            self.assertEqual((done.returncode, done.stderr), (0, b""))
            examples = done.stdout.decode().split("Examples:\n")[1].splitlines()
            self.assertEqual(len(examples), 2, command)
            self.assertTrue(all(f"headroom {command}" in line for line in examples), command)

    def shell(self, line):
        """Runs a line as a person types it, where there are a shop.headroom and designs/."""
        (self.folder / "designs").mkdir(exist_ok=True)
        for name in ("shop.headroom", "designs/a.headroom", "designs/b.headroom"):
            (self.folder / name).write_bytes((ROOT / "examples/web-shop.headroom").read_bytes())
        path = str(pathlib.Path(HEADROOM).parent) + os.pathsep + os.environ["PATH"]
        return subprocess.run(["bash", "-c", line], cwd=self.folder, capture_output=True, env=environment(PATH=path), timeout=60)

    def test_every_example_of_help_works(self):
        for command in [*self.commands(), "rules"]:
            for line in run(command, "--help").stdout.decode().split("Examples:\n")[1].splitlines():
                done = self.shell(line)
                self.assertIn(done.returncode, (0, 1) if command == "check" else (0,), f"{line}\n{done.stderr.decode()}")
                self.assertEqual(done.stderr, b"", line)

    def test_every_example_of_the_readme_works(self):
        text = (ROOT / "README.md").read_text()
        lines = [line for line in text.splitlines() if line.startswith("./dev run ") and not line.startswith("./dev run  ")]
        self.assertEqual({line.split()[2] for line in lines}, {*self.commands(), "rules"})
        (self.folder / "examples").symlink_to(ROOT / "examples")
        for line in lines:
            done = self.shell(line.replace("./dev run", "headroom"))
            self.assertIn(done.returncode, (0, 1) if " check " in line else (0,), f"{line}\n{done.stderr.decode()}")
            self.assertEqual(done.stderr, b"", line)
        for code in ("0 fine", "1 a gate", "2 wrong usage", "3 unreadable input", "4 output not written", "5 no solution", "130 interrupted"):
            self.assertIn(code, " ".join(text.split()))
            self.assertIn(code, " ".join(run("--help").stdout.decode().split()))

    def test_standard_input_is_read_like_a_file(self):
        path = self.file(GOOD)
        for command, more in self.commands().items():
            from_file = run(command, path, *more)
            from_input = run(command, "-", *more, input=GOOD.encode())
            self.assertEqual(from_input.returncode, from_file.returncode, from_input.stderr)
            self.assertEqual(from_input.stdout.replace(b"standard input", str(path).encode()), from_file.stdout)
            bad = run(command, "-", *more, input=b"hello")
            self.assertEqual((bad.returncode, bad.stdout), (3, b""))
            self.assertIn(b"standard input, line 1", bad.stderr)

    def test_output_goes_to_the_file_and_nowhere_else(self):
        path = self.file(GOOD)
        for command, more in self.commands().items():
            if command in ("size", "optimize"): # write a design, see Size, Optimize
                continue
            plain = run(command, path, *more)
            out = self.folder / f"{command}.out"
            done = run(command, path, *more, "-o", out)
            self.assertEqual((done.returncode, done.stdout), (plain.returncode, b""), done.stderr)
            self.assertEqual(out.read_bytes(), plain.stdout)
            self.assertEqual(run(command, path, *more, "-o", "-").stdout, plain.stdout)
        self.assertFalse([p for p in self.folder.iterdir() if "tmp" in p.name])

    def test_output_that_cannot_be_written(self):
        path = self.file(GOOD)
        for command, more in self.commands().items():
            for out in (self.folder / "missing" / "x", self.folder, "/dev/null"):
                done = run(command, path, *more, "-o", out)
                self.assertEqual((done.returncode, done.stdout), (4, b""), command)
                self.assertIn(str(out).encode(), done.stderr)
        self.assertTrue(pathlib.Path("/dev/null").is_char_device())

    def test_a_near_miss_is_told_the_word_meant(self):
        path = self.file(GOOD.replace('"name": "S"', '"name": "Cache and CDN"'))
        for arguments, meant in [(("analize", path), "analyze"), (("stage", path), "stages"), (("--hlep",), "--help"),
                                 (("analyze", path, "--user", "5"), "--users"), (("analyze", path, "--stag", "1"), "--stage"),
                                 (("analyze", path, "--format", "jsno"), "json"), (("stages", path, "--ouput", "x"), "--output"),
                                 (("analyze", path, "--stage", "Cache and CND"), "Cache and CDN")]:
            done = run(*arguments)
            self.assertEqual((done.returncode, done.stdout), (2, b""), arguments)
            self.assertIn(f"Did you mean {meant}?", done.stderr.decode())
            self.assertEqual(done.stderr.count(b"\n"), 1)
        done = run("xylophone")
        self.assertEqual(done.returncode, 2)
        self.assertNotIn(b"Did you mean", done.stderr)

    def test_same_input_same_bytes_and_no_colors(self):
        path = self.file(GOOD)
        for command, more in self.commands().items():
            first = run(command, path, *more).stdout
            self.assertEqual(first, run(command, path, *more, env=environment(NO_COLOR="1", TERM="xterm-256color")).stdout)
            self.assertNotIn(b"\x1b", first)

    def await_handler(self, process):
        """Until the program has got as far as catching Ctrl+C."""
        caught = 0
        while not caught & 1 << (signal.SIGINT - 1):
            self.assertIsNone(process.poll())
            status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
            caught = int(next(line for line in status.splitlines() if line.startswith("SigCgt")).split()[1], 16)

    def test_control_c_ends_with_130(self):
        waiting = subprocess.Popen([HEADROOM, "analyze", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=environment())
        self.await_handler(waiting)
        waiting.send_signal(signal.SIGINT)
        self.assertEqual(waiting.wait(timeout=20), 130)
        waiting.stdin.close(), waiting.stdout.close(), waiting.stderr.close()

    def test_control_c_while_sizing_writes_nothing(self):
        out = self.folder / "sized.headroom"
        sizing = subprocess.Popen([HEADROOM, "size", "-", "--users", "500", "-o", str(out)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, env=environment())
        sizing.stdin.write(GOOD.encode())
        sizing.stdin.flush() # and no end: it waits for more
        self.await_handler(sizing)
        sizing.send_signal(signal.SIGINT)
        self.assertEqual(sizing.wait(timeout=20), 130)
        self.assertEqual((sizing.stdout.read(), sizing.stderr.read()), (b"", b""))
        self.assertEqual(list(self.folder.iterdir()), [])
        sizing.stdin.close(), sizing.stdout.close(), sizing.stderr.close()

    def test_control_c_in_the_middle_of_sizing_ends_at_once(self):
        parts = [{"id": "users", "kind": "client_population", "name": "Users", "x": 0, "y": 0}]
        parts += [{"id": f"app{i}", "kind": "web_app_server", "name": f"App {i}", "x": 280, "y": 90 * i} for i in range(4000)]
        calls = [{"id": f"call{i}", "from": "users", "to": f"app{i}", "kind": "split"} for i in range(4000)]
        design = {"format": "headroom", "version": 1, "name": "Large", "workload": {"preset": "consumer_app"},
                  "stages": [{"name": "S", "users": {"from": 0, "to": 10**8}, "components": parts, "connections": calls}]}
        path, out = self.file(json.dumps(design)), self.folder / "sized"
        present = set(self.folder.iterdir())
        sizing = subprocess.Popen([HEADROOM, "size", path, "--users", "100M", "-o", str(out)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  env=environment())
        self.await_handler(sizing)
        worked = 0 # ticks of processor time: the file is read and the search has begun
        while worked < 0.5 * os.sysconf("SC_CLK_TCK"):
            self.assertIsNone(sizing.poll(), "done before it could be interrupted")
            worked = int(pathlib.Path(f"/proc/{sizing.pid}/stat").read_text().rsplit(")", 1)[1].split()[11])
        sizing.send_signal(signal.SIGINT)
        printed, complained = sizing.communicate(timeout=20)
        self.assertEqual((sizing.returncode, printed, complained), (130, b"", b""))
        self.assertEqual(set(self.folder.iterdir()), present)

    def test_control_c_in_long_work_leaves_nothing_behind(self):
        out = self.folder / "sweep.csv"
        working = subprocess.Popen([HEADROOM, "sweep", str(ROOT / "examples/social-feed.headroom"), "--users", "1k..100M", "--points", "10000",
                                    "-o", str(out)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
        self.await_handler(working)
        working.send_signal(signal.SIGINT)
        printed, _ = working.communicate(timeout=20)
        self.assertEqual((working.returncode, printed), (130, b""))
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_full_disk_behind_standard_output(self):
        path = self.file(GOOD)
        for command, more in self.commands().items():
            with open("/dev/full", "wb") as full:
                done = subprocess.run([HEADROOM, command, path, *more], stdout=full, stderr=subprocess.PIPE, env=environment(), timeout=60)
            self.assertEqual(done.returncode, 4, command)
            self.assertIn(b"could not be written", done.stderr)


if __name__ == "__main__":
    if len(sys.argv) < 2 or not os.access(sys.argv[1], os.X_OK):
        sys.exit(__doc__)
    HEADROOM = str(pathlib.Path(sys.argv[1]).resolve())
    unittest.main(argv=[sys.argv[0], *[a for a in sys.argv[2:] if a != "--update"]])
