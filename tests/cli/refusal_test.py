#!/usr/bin/env python3
"""What the command line refuses: files that are no designs, wrong usage, places that cannot be written; and with what words.

usage: refusal_test.py HEADROOM [unittest options]
"""
import json
import os
import pathlib
import signal
import subprocess

from cli_support import Cli, GOOD, HEADROOM, ROOT, environment, main, run


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
        self.refused(path, "may not read", **self.somebody())

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
            (("check", good, "--users", "1k", "--cost", "$20"), "not a number"), (("check", good, "--users", "1k", "--p99", "1e400"), "not a number"), (("check", good, "--users", "1k", "--p99", "300"), "in which unit"), (("check", good, "--users", "1k", "--p99", "1e3"), "in which unit"), (("check", good, "--users", "1k", "--p99", "2k"), "in which unit"),
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
        self.refused(("analyze", good, "-o", closed / "x"), 4, "you may not write", **self.somebody())


if __name__ == "__main__":
    main(__doc__)
