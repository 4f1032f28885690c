#!/usr/bin/env python3
"""Judgments of one stage from the command line: cuts, size and the gates of check.

usage: size_test.py HEADROOM [unittest options]
"""
import json
import pathlib
import re
import xml.etree.ElementTree

import jsonschema

from cli_support import Cli, GOOD, ROOT, main, run


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
        self.assertEqual(done.returncode, code)
        said = r"" if code == 0 or "--format" in arguments else r"headroom: check: [^\n]+, stage 3 \([^\n]+\) at 100,000 users\n"
        self.assertRegex(done.stderr.decode(), f"^{said}$")
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

    def test_requests_that_are_given_up_fail_the_gate(self):
        def fed(timeout):
            with open(ROOT / "examples" / "social-feed.headroom", encoding="utf-8") as file:
                design = json.load(file)
            for line in design["stages"][4]["connections"]:
                if line["id"] in ("lb-app-a", "lb-app-b"):
                    line["parameters"] = {"timeout": timeout}
            return json.dumps(design).encode()

        at = ("-", "--users", "1.4M", "--stage", "5")
        late = json.loads(run("analyze", *at, "--format", "json", input=fed(0.25)).stdout)["system"]
        self.assertGreater(late["timed_out"], 0.01)
        done = run("check", *at, "--p99", "500ms", input=fed(0.25))
        self.assertEqual(done.returncode, 1, done.stderr)
        said = re.fullmatch(r"FAIL  p99: ([\d.]+) ms for 99 of 100 requests; at most 500 ms; ([\d.]+) % of requests fail, "
                            r"as calls are given up or refused; at most 1 %\n", done.stdout.decode())
        self.assertIsNotNone(said, done.stdout)
        self.assertLess(float(said[1]), 300)  # in time, but without an answer
        self.assertAlmostEqual(float(said[2]), late["timed_out"] * 100, delta=0.06)
        done = run("check", *at, "--p99", "500ms", input=fed(30))
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertNotIn(b"fail", done.stdout)

    def test_a_loop_without_end_passes_no_gate(self):
        kinds = {"clients": "client_population", "front": "web_app_server", "a": "microservice", "b": "microservice"}
        lines = [("clients", "front", {}), ("front", "a", {}), ("a", "b", {"calls": 0.5}), ("b", "a", {"calls": 3})]
        design = {"format": "headroom", "version": 1, "name": "loop",
            "workload": {"preset": "consumer_app", "classes": [{"id": "page", "name": "Page", "share": 1, "uses": [{"operation": "page", "count": 1}, {"operation": "rpc", "count": 1}]}]},
            "stages": [{"name": "one", "users": {"from": 0, "to": 1000000}, "components": [{"id": i, "kind": k, "name": i, "x": 0, "y": 0} for i, k in kinds.items()],
                "connections": [{"id": f"{a}-{b}", "from": a, "to": b, "kind": "call", "parameters": p} for a, b, p in lines]}]}
        gates = ("--p99", "300ms", "--availability", "99", "--headroom", "1.3")
        done = run("check", "-", "--users", "10k", *gates, input=json.dumps(design).encode())
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual([line[:4] for line in done.stdout.decode().splitlines()], ["FAIL"] * 3)

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


if __name__ == "__main__":
    main(__doc__)
