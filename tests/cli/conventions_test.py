#!/usr/bin/env python3
"""What every command has in common: help, standard input, output, near misses, interruption.

usage: conventions_test.py HEADROOM [unittest options]
"""
import json
import os
import pathlib
import pty
import signal
import subprocess

from cli_support import Cli, GOOD, HEADROOM, ROOT, environment, main, run


class Conventions(Cli):
    """What every command has in common."""

    def commands(self):
        """Each command with arguments that make it succeed on a design given last."""
        return {"analyze": [], "check": ["--users", "500", "--cost", "1"], "cuts": [], "curves": ["--users", "100..1k", "--points", "2"], "diff": [], "explain": [], "export": ["--to", "svg"], "optimize": ["--users", "500", "--availability", "0"],
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
        return subprocess.run(["bash", "-c", line], cwd=self.folder, capture_output=True, env=environment(PATH=path), timeout=300)

    def assert_quiet(self, done, line):
        """A gate that fails says which stage was looked at."""
        said = r"headroom: check: [^\n]+ at [\d,]+ users\n" if done.returncode == 1 else ""
        self.assertRegex(done.stderr.decode(), f"^{said}$", line)

    def test_every_example_of_help_works(self):
        for command in [*self.commands(), "rules"]:
            for line in run(command, "--help").stdout.decode().split("Examples:\n")[1].splitlines():
                done = self.shell(line)
                self.assertIn(done.returncode, (0, 1) if command == "check" else (0,), f"{line}\n{done.stderr.decode()}")
                self.assert_quiet(done, line)

    def test_every_example_of_the_readme_works(self):
        text = (ROOT / "README.md").read_text()
        lines = [line for line in text.splitlines() if line.startswith("./dev run ") and not line.startswith("./dev run  ")]
        self.assertEqual({line.split()[2] for line in lines}, {*self.commands(), "rules"})
        (self.folder / "examples").symlink_to(ROOT / "examples")
        for line in lines:
            done = self.shell(line.replace("./dev run", "headroom"))
            self.assertIn(done.returncode, (0, 1) if " check " in line else (0,), f"{line}\n{done.stderr.decode()}")
            self.assert_quiet(done, line)
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

    def test_control_c_in_the_middle_of_a_report_keeps_the_old_one(self):
        for name in ("report.html", "report.pdf", "report.md"):
            out = self.folder / name
            out.write_text("old")
            writing = subprocess.Popen([HEADROOM, "report", str(ROOT / "examples/social-feed.headroom"), "-o", str(out)], stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE, env=environment())
            self.await_handler(writing)
            writing.send_signal(signal.SIGINT)
            printed, complained = writing.communicate(timeout=20)
            self.assertEqual((writing.returncode, printed, complained), (130, b"", b""), name)
            self.assertEqual(out.read_text(), "old")
        self.assertEqual(len(list(self.folder.iterdir())), 3)

    def test_a_terminal_is_told_what_takes_long(self):
        parts = [{"id": "users", "kind": "client_population", "name": "Users", "x": 0, "y": 0}]
        parts += [{"id": f"app{i}", "kind": "web_app_server", "name": f"App {i}", "x": 280, "y": 90 * i} for i in range(400)]
        calls = [{"id": f"call{i}", "from": f"app{i // 5}" if i else "users", "to": f"app{i + 1 if i else 0}", "kind": "call"} for i in range(399)]
        path = self.file(json.dumps({"format": "headroom", "version": 1, "name": "Large", "workload": {"preset": "consumer_app"},
                                     "stages": [{"name": "S", "users": {"from": 0, "to": 10**4}, "components": parts, "connections": calls}]}))
        ours, theirs = pty.openpty()
        with subprocess.Popen([HEADROOM, "report", path, "--to", "md"], stdout=subprocess.DEVNULL, stderr=theirs, env=environment()) as writing:
            os.close(theirs)
            said = b""
            while not said.endswith(b"."):  # a second later
                said += os.read(ours, 1000)
            self.assertEqual(said, b"headroom: writing the report; Ctrl+C ends it .")
            writing.send_signal(signal.SIGINT)
            self.assertEqual(writing.wait(timeout=20), 130)
        os.close(ours)
        ours, theirs = pty.openpty()
        done = subprocess.run([HEADROOM, "report", str(self.file(GOOD)), "--to", "md"], stdout=subprocess.DEVNULL, stderr=theirs, env=environment(), timeout=60)
        self.assertEqual(done.returncode, 0)
        os.set_blocking(ours, False)
        with self.assertRaises(BlockingIOError):  # what is short is not spoken of
            os.read(ours, 1000)
        os.close(theirs), os.close(ours)

    def test_a_full_disk_behind_standard_output(self):
        path = self.file(GOOD)
        for command, more in self.commands().items():
            with open("/dev/full", "wb") as full:
                done = subprocess.run([HEADROOM, command, path, *more], stdout=full, stderr=subprocess.PIPE, env=environment(), timeout=60)
            self.assertEqual(done.returncode, 4, command)
            self.assertIn(b"could not be written", done.stderr)


if __name__ == "__main__":
    main(__doc__)
