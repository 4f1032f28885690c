#!/usr/bin/env python3
"""What the command line answers about designs: analyses, explanations, rules; with goldens.

usage: cli_test.py HEADROOM [--update] [unittest options]
"""
import json

import jsonschema

from cli_support import EXAMPLES, GOOD, GoldenCli, ROOT, environment, main, run


class Answers(GoldenCli):
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
        heads = [line for line in lines[1:] if not line.startswith(" ")]
        self.assertEqual(len(heads), len(rules))
        self.assertLessEqual(max(map(len, lines)), 120)
        known = {rule["id"] for rule in json.loads((ROOT / "resources/catalog/rules.json").read_text())["rules"]}
        self.assertEqual({rule["id"] for rule in rules}, known)
        below = " ".join(" ".join(line.split()) for line in lines if line.startswith(" "))
        for rule, line in zip(rules, heads):
            self.assertTrue(line.startswith(rule["id"] + " ") and line.endswith(rule["title"]), line)
            self.assertIn(" ".join(rule["condition"].split()), below)
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


if __name__ == "__main__":
    main(__doc__)
