"""What the tests of the command line share: the program, run as a person would, without a display; a folder of their own; goldens.

usage of every test: NAME_test.py HEADROOM [--update] [unittest options]
--update writes the goldens anew from what the program prints; look at the difference before committing it.
"""
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "cli"
EXAMPLES = ["social-feed", "web-shop", "video-site"]
UPDATE = "--update" in sys.argv
HEADROOM = str(pathlib.Path(sys.argv[1]).resolve()) if len(sys.argv) > 1 else ""

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

    def somebody(self):
        """How to run as one who may not do everything: root may, so another user has to try."""
        if os.geteuid() != 0:
            return {}
        self.folder.chmod(0o755)
        nobody = {"user": 65534, "group": 65534, "extra_groups": []}
        try:
            run("--version", **nobody)
        except PermissionError:
            self.skipTest("the program cannot be started by another user here")
        return nobody


class GoldenCli(Cli):
    def check_golden(self, name, text):
        path = GOLDEN / name
        if UPDATE:
            GOLDEN.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        self.assertTrue(path.exists(), f"{path} is missing; run the test with --update and look at it")
        if name.endswith(".json"):
            self.assertTrue(same(json.loads(path.read_text()), json.loads(text)), f"differs from {path}")
        else:
            self.assertEqual(path.read_text(), text)

    def answer(self, *arguments, **options):
        done = run(*arguments, **options)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assertEqual(done.stderr, b"")
        return done.stdout.decode()


def main(usage):
    """Runs the tests of the program's own file; without a program it says how."""
    if not os.access(HEADROOM, os.X_OK):
        sys.exit(usage)
    unittest.main(argv=[sys.argv[0], *[a for a in sys.argv[2:] if a != "--update"]])
