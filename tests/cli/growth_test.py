#!/usr/bin/env python3
"""Runs the commands about growth: stages, diff, plan, optimize, sensitivity.

usage: growth_test.py HEADROOM [--update] [unittest options]
"""
import csv
import json

import jsonschema

from cli_support import GoldenCli, ROOT, main, run

TEMPLATE = "resources/templates/seven-stages.headroom"
EXAMPLE = "examples/growth-plan.headroom"


class Growth(GoldenCli):
    def schema(self, name):
        return json.loads((ROOT / f"resources/schema/{name}.schema.json").read_text())

    def result(self, command, *arguments):
        result = json.loads(self.answer(command, *arguments, "--format", "json"))
        jsonschema.validate(result, self.schema(command))
        return result

    def refused(self, arguments, code, *words):
        done = run(*arguments)
        self.assertEqual((done.returncode, done.stdout), (code, b""), arguments)
        for word in words:
            self.assertIn(word, done.stderr.decode())


class Stages(Growth):
    def test_json_of_every_design(self):
        for path in sorted([*(ROOT / "examples").glob("*.headroom"), *(ROOT / "resources/templates").glob("*.headroom")]):
            result = self.result("stages", path)
            self.assertEqual(len(result["stages"]), len(json.loads(path.read_text())["stages"]))

    def test_the_map_of_the_template(self):
        stages = self.result("stages", TEMPLATE)["stages"]
        self.assertEqual([stage["first"]["component"] for stage in stages], ["app", "app", "db", "db", "mail", "db", "db-ap"])
        for before, stage in zip(stages, stages[1:]):
            self.assertEqual(stage["justified_from"], before["trigger"]["users"])
            self.assertEqual(before["next_stage"]["users_at_saturation"], stage["users_at_saturation"])
        self.check_golden("stages-seven.txt", self.answer("stages", TEMPLATE))


class Diff(Growth):
    def test_two_stages_of_one_design(self):
        result = self.result("diff", TEMPLATE, "--from", "3", "--to", "4")
        self.assertEqual((result["before"]["stage"]["index"], result["after"]["stage"]["index"], result["users"]), (3, 4, 1e5))
        self.assertIn(("added", "cache"), {(each["change"], each["id"]) for each in result["components"]})
        figures = {each["figure"]: each for each in result["figures"]}
        self.assertAlmostEqual(figures["users_at_saturation"]["before"], 163883, delta=1)
        for each in result["figures"]:
            if "delta" in each:
                self.assertAlmostEqual(each["after"] - each["before"], each["delta"], delta=1e-9 * abs(each["after"]) + 1e-12)
        self.check_golden("diff-3-4.txt", self.answer("diff", TEMPLATE, "--from", "3", "--to", "4"))

    def test_nothing_differs_from_itself(self):
        for arguments in (("--from", "3", "--to", "3"), (TEMPLATE, "--stage", "3")):
            result = self.result("diff", TEMPLATE, *arguments)
            self.assertEqual((result["workload"], result["components"], result["connections"]), ([], [], []))
            self.assertIn("Nothing was added, removed or changed.", self.answer("diff", TEMPLATE, *arguments))

    def test_two_designs(self):
        changed = json.loads((ROOT / TEMPLATE).read_text())
        changed["workload"]["parameters"] = {"peak_factor": 2}
        changed["stages"][2]["components"] = [each for each in changed["stages"][2]["components"] if each["id"] != "mail"]
        kept = {each["id"] for each in changed["stages"][2]["components"]}
        changed["stages"][2]["connections"] = [each for each in changed["stages"][2]["connections"] if {each["from"], each["to"]} <= kept]
        result = self.result("diff", TEMPLATE, self.file(json.dumps(changed)), "--stage", "3", "--users", "50k")
        self.assertEqual([(each["field"], each["before"], each["after"]) for each in result["workload"]], [("peak_factor", "3", "2")])
        self.assertEqual([(each["change"], each["id"]) for each in result["components"]], [("removed", "mail")])
        self.assertEqual(result["users"], 50_000)

    def test_wrong_usage(self):
        self.refused(("diff", TEMPLATE, "--from", "9"), 2)
        self.refused(("diff", TEMPLATE, "--from", "1", "--stage", "2"), 2, "Give either")
        self.refused(("diff", "-", "-"), 2, "only one of the two")
        self.refused(("diff", TEMPLATE, "missing.headroom"), 3)


class Plan(Growth):
    ARGUMENTS = ("--from", "50k", "--to", "5M", "--months", "12", "--lead-time", "1", "--start", "2026-01")

    def test_the_worked_example(self):
        """Domain spec 10.2."""
        result = self.result("plan", TEMPLATE, *self.ARGUMENTS)
        self.assertAlmostEqual(result["factor_per_month"], 1.4678, delta=5e-5)
        self.assertEqual([round(step["in_place"], 2) for step in result["steps"]], [1.81, 6.0, 9.61])
        self.assertAlmostEqual(result["steps"][0]["saturated"], 3.09, delta=5e-3)
        self.assertAlmostEqual(result["steps"][1]["red"], 7.38, delta=5e-3)
        self.assertAlmostEqual(result["steps"][2]["red"], 10.3, delta=5e-2)
        self.assertEqual([each["index"] for each in result["not_needed"]], [7])
        self.assertAlmostEqual(result["months"][-1]["utilization"], 0.312, delta=5e-4)

    def test_the_example_file_says_the_same(self):
        of_template = self.result("plan", TEMPLATE, *self.ARGUMENTS)
        of_example = self.result("plan", EXAMPLE)
        self.assertEqual({**of_example, "design": ""}, {**of_template, "design": ""})
        self.check_golden("plan.txt", self.answer("plan", EXAMPLE))

    def test_csv_has_a_record_per_month_and_event(self):
        result = self.result("plan", EXAMPLE)
        rows = list(csv.DictReader(self.answer("plan", EXAMPLE, "--format", "csv").splitlines()))
        changes = [each["single_change"] for each in result["steps"] if "single_change" in each]
        self.assertEqual(len(rows), len(result["months"]) + len(result["events"]) + len(changes))
        begun = [float(row["month"]) for row in rows if row["record"] == "or begin"]
        self.assertEqual(begun, sorted(max(0, each["begin"]) for each in changes))
        self.assertTrue(begun)
        for row in rows:  # what is paid at that time, and nothing else
            self.assertEqual(row["cost_per_month_USD"] == "", row["record"] == "or begin")
        self.assertIn("$2,591 a month with 100 k users", next(row["what"] for row in rows if row["record"] == "or begin"))
        months = [row for row in rows if row["record"] == "month"]
        self.assertEqual([float(row["users"]) for row in months], [each["users"] for each in result["months"]])
        times = [float(row["month"]) for row in rows]
        self.assertEqual(times, sorted(times))

    def test_a_lead_time_is_given_once(self):
        for wrong in ("1,2", "5:3,5:4", "9:1", "changes"):
            self.refused(("plan", EXAMPLE, "--lead-time", wrong), 2, "lead time" if wrong != "changes" else "not a time")

    def test_curves_and_times(self):
        curve = self.result("plan", TEMPLATE, "--curve", "0:50k,12:5M", "--lead-time", "1", "--start", "2026-01")
        plain = self.result("plan", TEMPLATE, *self.ARGUMENTS)
        self.assertEqual(curve["months"], plain["months"])
        weeks = self.result("plan", TEMPLATE, "--from", "50k", "--to", "5M", "--lead-time", "2w")
        self.assertAlmostEqual(weeks["plan"]["lead_time"], 14 * 24 / 730, delta=1e-12)
        measured = self.result("plan", TEMPLATE, *self.ARGUMENTS, "--measured")
        self.assertEqual({step["decided_by"] for step in measured["steps"]}, {"trigger"})

    def test_changes_have_lead_times_of_their_own(self):
        alike = self.result("plan", TEMPLATE, *self.ARGUMENTS)
        given = [each if each != "1" else "1,5:3,changes:1w" for each in self.ARGUMENTS]
        own = self.result("plan", TEMPLATE, *given)
        week = 7 * 24 / 730
        names = {each["to"]["index"]: each["to"]["name"] for each in alike["steps"]}
        self.assertIn(5, names)
        self.assertNotIn("stage_lead_times", alike["plan"])
        self.assertEqual(own["plan"]["stage_lead_times"], [{"stage": names[5], "months": 3}])
        self.assertAlmostEqual(own["plan"]["change_lead_time"], week, delta=1e-12)
        for before, after in zip(alike["steps"], own["steps"], strict=True):
            self.assertEqual(before["in_place"], after["in_place"])
            lead = 3 if after["to"]["index"] == 5 else 1
            self.assertEqual((before["lead_time"], after["lead_time"]), (1, lead))
            self.assertAlmostEqual(after["in_place"] - after["begin"], lead, delta=1e-9)
            if "single_change" in after:
                self.assertAlmostEqual(after["in_place"] - after["single_change"]["begin"], week, delta=1e-9)
        text = self.answer("plan", TEMPLATE, *given)
        self.assertIn("Takes 3 months.", text)
        for wrong in ("", "1,9:2", "1,0:2", "x:2", "1,5:soon", "1,5:200", "5:1,5:2"):
            self.refused(("plan", TEMPLATE, *self.ARGUMENTS[:6], "--lead-time", wrong), 2, "lead")

    def test_wrong_usage(self):
        self.refused(("plan", TEMPLATE), 2, "states no plan")
        self.refused(("plan", TEMPLATE, "--from", "5k"), 2, "--to")
        self.refused(("plan", TEMPLATE, "--from", "x", "--to", "5"), 2, "--from x")
        self.refused(("plan", TEMPLATE, *self.ARGUMENTS, "--curve", "0:5,1:6"), 2, "Give either")
        self.refused(("plan", TEMPLATE, "--curve", "0:5;1:6"), 2, "0:50k")
        self.refused(("plan", TEMPLATE, "--from", "5k", "--to", "9k", "--start", "2026-13"), 2, "2026-13")
        self.refused(("plan", TEMPLATE, "--from", "5k", "--to", "9k", "--lead-time", "soon"), 2, "--lead-time soon")


class Optimize(Growth):
    AT = ("optimize", TEMPLATE, "--users", "300k", "--stage", "4", "--p99", "400ms", "--availability", "99.95")

    def test_the_written_design_meets_the_goal(self):
        out = self.folder / "cheapest.headroom"
        done = run(*self.AT, "--format", "json", "-o", out)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        result = json.loads(done.stdout)
        jsonschema.validate(result, self.schema("optimize"))
        best = result["stages"][0]["best"]
        system = json.loads(run("analyze", out, "--stage", "4", "--users", "300k", "--format", "json").stdout)["system"]
        self.assertAlmostEqual(system["cost_per_month"]["amount"], best["cost_per_month"]["amount"], delta=1e-6)
        self.assertAlmostEqual(system["latency_ms"]["p99"], best["p99"] * 1000, delta=1e-6)
        self.assertEqual(run("check", out, "--stage", "4", "--users", "300k", "--p99", "400ms", "--availability", "99.95").returncode, 0)
        text = self.answer(*self.AT)
        self.assertIn("proven to be the cheapest", text)
        self.assertIn("Not yet", text)
        self.assertEqual(run(*self.AT, "-o", "-").stdout, out.read_bytes())

    def test_no_solution(self):
        out = self.folder / "cheapest.headroom"
        arguments = ("optimize", TEMPLATE, "--users", "300k", "--stage", "4", "--budget", "10", "-o", str(out))
        self.refused(arguments, 5, "more than the budget")
        self.assertFalse(out.exists())
        done = run("optimize", TEMPLATE, "--users", "1G", "--stage", "1", "--format", "json")
        self.assertEqual(done.returncode, 5)
        result = json.loads(done.stdout)
        jsonschema.validate(result, self.schema("optimize"))
        self.assertFalse(result["feasible"])
        self.assertTrue(result["stages"][0]["reason"])
        self.assertNotIn("met_in_stage", result)

    def test_another_stage_is_named_where_it_would_do(self):
        feed = ("optimize", ROOT / "examples/social-feed.headroom", "--users", "1.4M", "--stage", "1")
        self.refused(feed, 5, "Stage 6 (Async) would meet it: --stage all")
        result = json.loads(run(*feed, "--format", "json").stdout)
        jsonschema.validate(result, self.schema("optimize"))
        self.assertEqual(result["met_in_stage"], 6)

    def test_of_all_stages(self):
        result = self.result("optimize", TEMPLATE, "--users", "5k", "--stage", "all")
        self.assertEqual(len(result["stages"]), 7)
        costs = [each["best"]["cost_per_month"]["amount"] for each in result["stages"] if "best" in each]
        cheapest = next(each for each in result["stages"] if each["index"] == result["cheapest_stage"])
        self.assertEqual(cheapest["best"]["cost_per_month"]["amount"], min(costs))

    def test_the_tier_is_the_goal_where_none_is_stated(self):
        shop = ("optimize", ROOT / "examples/web-shop.headroom", "--users", "500k")
        text = self.answer(*shop, "--stage", "6")
        self.assertIn("Goal: available 99.95 % for every kind of request, as the design's tier “high” asks", text)
        self.assertEqual(self.result(*shop, "--stage", "6")["goal"]["tier"], "high")
        self.refused((*shop, "--stage", "1"), 5, "--availability 0 asks for none")
        any_text = self.answer(*shop, "--stage", "1", "--availability", "0")
        self.assertIn("Goal: any availability", any_text)
        self.assertIn("The design's tier of criticality asks more: “Cart” is available 99.71 %, below 99.95 %", any_text)
        stage = self.result(*shop, "--stage", "1", "--availability", "0")["stages"][0]
        self.assertIn("below 99.95 %", stage["tier_missed"])
        self.assertEqual(stage["new_errors"], [])

    def test_wrong_usage(self):
        self.refused(("optimize", TEMPLATE), 2, "--users")
        self.refused(("optimize", TEMPLATE, "--users", "0"), 2, "above 0")
        self.refused(("optimize", TEMPLATE, "--users", "5k", "--availability", "0.9995"), 2, "99.95")
        self.refused((*self.AT, "--format", "json", "-o", "-"), 2, "standard output")


class Sensitivity(Growth):
    AT = ("sensitivity", TEMPLATE, "--stage", "3", "--samples", "50", "--range", "peak_factor=2..4", "--range", "service_demand=±20%")

    def test_json(self):
        result = self.result(*self.AT)
        self.assertEqual((result["samples"], result["seed"], len(result["stages"])), (50, 1, 1))
        band = result["stages"][0]["users_at_saturation"]
        self.assertTrue(band["p05"] < band["p50"] < band["p95"])
        self.assertAlmostEqual(band["base"], 163883, delta=1)
        self.assertEqual(len(result["tornado"]), 5)
        self.assertEqual(result["tornado"][0]["bars"][0]["input"], "Peak over mean")

    def test_bands_over_many_users(self):
        at = (*self.AT, "--users", "1k..1M", "--points", "4")
        stage = self.result(*at)["stages"][0]
        self.assertEqual([round(point["users"]) for point in stage["points"]], [1_000, 10_000, 100_000, 1_000_000])
        loads = [point["utilization"] for point in stage["points"]]
        for few, many in zip(loads, loads[1:]):
            self.assertTrue(all(few[key] < many[key] for key in ("base", "p05", "p50", "p95")))
        self.assertNotIn("p95", stage["points"][-1]["p99"])  # saturated
        alone = self.result(*self.AT, "--users", "100k")["stages"][0]["points"][0]
        for figure in ("cost_per_month", "utilization"):
            for key in ("base", "p05", "p50", "p95"):
                one, other = stage["points"][2][figure][key], alone[figure][key]
                self.assertAlmostEqual(one / other, 1, delta=1e-9)
        self.check_golden("sensitivity-users.txt", self.answer(*at))

    def test_availability_has_a_band_too(self):
        at = ("sensitivity", TEMPLATE, "--stage", "3", "--samples", "20", "--range")
        stage = self.result(*at, "app.n_min=2..6", "--range", "peak_factor=2..4")["stages"][0]
        self.assertAlmostEqual(stage["availability"]["base"], 0.999761, delta=5e-7)
        self.assertLessEqual(stage["availability"]["p05"], stage["availability"]["p95"])
        self.assertEqual(stage["availability"]["samples"], 20)

    def test_the_seed_decides(self):
        self.assertEqual(self.answer(*self.AT), self.answer(*self.AT, "--seed", "1"))
        self.assertNotEqual(self.answer(*self.AT), self.answer(*self.AT, "--seed", "2"))

    def test_the_ranges_of_the_design(self):
        result = self.result("sensitivity", EXAMPLE, "--stage", "all", "--samples", "5")
        self.assertEqual(len(result["stages"]), 7)
        self.assertEqual([each["parameter"] for each in result["inputs"]], ["peak_factor", "service_demand", "growth", "hit_ratio"])
        self.assertIn("month_of_trigger", result["stages"][2])
        self.assertIn("move on in month", self.answer("sensitivity", EXAMPLE, "--stage", "3", "--samples", "5"))

    def changed(self, change):
        design = json.loads((ROOT / EXAMPLE).read_text())
        change(design)
        return self.file(json.dumps(design))

    def test_a_range_of_what_is_gone_is_left_out(self):
        path = self.changed(lambda design: design.update(stages=design["stages"][:3]))  # without a cache
        done = run("sensitivity", path, "--stage", "3", "--samples", "5")
        self.assertEqual(done.returncode, 0)
        self.assertIn("no stage has cache.hit_ratio any more", done.stderr.decode())
        self.assertNotIn("cache.hit_ratio", done.stdout.decode())
        result = json.loads(run("sensitivity", path, "--stage", "3", "--samples", "5", "--format", "json").stdout)
        jsonschema.validate(result, self.schema("sensitivity"))
        self.assertEqual([each.get("gone", False) for each in result["inputs"]], [False, False, False, True])

    def test_a_stage_that_serves_nobody_says_so(self):
        def disconnect(design):
            design["stages"][0]["connections"] = []

        path = self.changed(disconnect)
        self.assertIn("serves nobody", self.answer("sensitivity", path, "--stage", "1", "--samples", "5"))
        result = self.result("sensitivity", path, "--stage", "1", "--samples", "5")
        self.assertEqual((result["stages"][0]["serves"], result["tornado"]), (False, []))
        self.assertNotIn("base", result["stages"][0]["users_at_saturation"])

    def test_stages_out_of_order_are_chosen_by_their_ranges(self):
        path = self.changed(lambda design: design["stages"].reverse())
        for users, index in ((0, 7), (100_000, 5), (4e9, 1)):
            result = json.loads(run("analyze", path, "--users", str(users), "--format", "json").stdout)
            self.assertEqual(result["stage"]["index"], index, users)

    def test_wrong_usage(self):
        self.refused(("sensitivity", TEMPLATE), 2, "--range")
        for wrong in ("x=1..2", "peak_factor=4..2", "peak_factor", "db.size=1..2"):
            self.refused(("sensitivity", TEMPLATE, "--range", wrong), 2, "--range" if wrong != "db.size=1..2" else "")
        self.refused(("sensitivity", TEMPLATE, "--range", "peak_factor=2..4", "--samples", "0"), 2, "--samples 0")
        self.refused(("sensitivity", TEMPLATE, "--range", "peak_factor=2..4", "--seed", "x"), 2, "--seed x")
        self.refused((*self.AT, "--points", "5"), 2, "only of a range")
        self.refused((*self.AT, "--users", "1k..100k", "--points", "1"), 2, "--points 1")
        self.refused((*self.AT, "--users", "100k..1k"), 2, "below the second")
        self.refused((*self.AT, "--users", "0"), 2, "nobody loads nothing")


if __name__ == "__main__":
    main(__doc__)
