#!/usr/bin/env python3
"""Curves over the users from the command line: sweep and curves.

usage: curves_test.py HEADROOM [unittest options]
"""
import csv
import json

import jsonschema

from cli_support import Cli, GOOD, ROOT, main, run


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


if __name__ == "__main__":
    main(__doc__)
