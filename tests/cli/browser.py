"""A headless Chromium, driven over a pipe by its DevTools protocol; and what a page did while it was open."""
import fcntl
import json
import os
import select
import shutil
import subprocess
import time

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
SECONDS = 60  # of patience for one answer


def chromium():
    """Its path; none: it is not installed."""
    return next((found for found in map(shutil.which, PROGRAMS) if found), None)


class Browser:
    """@param profile  an empty folder"""

    def __init__(self, profile):
        theirs_in, self.ours_out = os.pipe()
        self.ours_in, theirs_out = os.pipe()
        high_in, high_out = (fcntl.fcntl(each, fcntl.F_DUPFD, 20) for each in (theirs_in, theirs_out))

        def hand_over():  # the protocol is spoken over descriptors 3 and 4
            os.dup2(high_in, 3)
            os.dup2(high_out, 4)

        arguments = [chromium(), "--headless=new", "--remote-debugging-pipe", f"--user-data-dir={profile}", "--no-first-run", "--disable-gpu",
                     "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                     "--no-default-browser-check", "--host-resolver-rules=MAP * ~NOTFOUND", "--force-color-profile=srgb", "--hide-scrollbars"]
        if os.geteuid() == 0:
            arguments.append("--no-sandbox")
        self.process = subprocess.Popen([*arguments, "about:blank"], preexec_fn=hand_over, pass_fds=(3, 4), stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for each in (theirs_in, theirs_out, high_in, high_out):
            os.close(each)
        self.buffer, self.number, self.events = b"", 0, []

    def close(self):
        try:
            self.ask("Browser.close")
            self.process.wait(timeout=10)
        except (OSError, TimeoutError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        os.close(self.ours_in)
        os.close(self.ours_out)

    def receive(self, seconds):
        """The next message; none: it did not come in time."""
        end = time.monotonic() + seconds
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.ours_in], [], [], max(0, end - time.monotonic()))
            if not ready:
                return None
            read = os.read(self.ours_in, 1 << 16)
            if not read:
                raise OSError("the browser is gone")
            self.buffer += read
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, session=None, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters, **({"sessionId": session} if session else {})}
        os.write(self.ours_out, json.dumps(message).encode() + b"\0")
        number = self.number
        while True:
            answer = self.receive(SECONDS)
            if answer is None:
                raise TimeoutError(method)
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.note(answer)

    def note(self, message):
        """Keeps an event; a dialog is closed at once, as it would stop everything."""
        if "method" not in message:
            return
        self.events.append(message)
        if message["method"] == "Page.javascriptDialogOpening":
            self.number += 1
            closing = {"id": self.number, "method": "Page.handleJavaScriptDialog", "params": {"accept": True}, "sessionId": message["sessionId"]}
            os.write(self.ours_out, json.dumps(closing).encode() + b"\0")

    def wait_for(self, event, session):
        while not any(each["method"] == event and each.get("sessionId") == session for each in self.events):
            answer = self.receive(SECONDS)
            if answer is None:
                raise TimeoutError(event)
            self.note(answer)

    def open(self, path, width=1280, height=900, scale=1.0, dark=False):
        return Page(self, path, width, height, scale, dark)


class Page:
    """A file, opened; `requests` are all addresses it asked for but its own, `complaints` errors of the console and
    exceptions, `dialogs` what a script of it said."""

    def __init__(self, browser, path, width, height, scale, dark):
        self.browser = browser
        self.target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = browser.ask("Target.attachToTarget", targetId=self.target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(f"{domain}.enable")
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=False)
        self.theme(dark)
        self.address = path.as_uri()
        browser.events.clear()
        self.ask("Page.navigate", url=self.address)
        browser.wait_for("Page.loadEventFired", self.session)

    def ask(self, method, **parameters):
        return self.browser.ask(method, self.session, **parameters)

    def settle(self):
        """Waits until nothing has happened for a while, for what goes on after the page is loaded."""
        while (message := self.browser.receive(0.5)) is not None:
            self.browser.note(message)

    def close(self):
        self.browser.ask("Target.closeTarget", targetId=self.target)

    def theme(self, dark):
        self.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def says(self, expression):
        """The value of an expression in the page, which no policy of the page forbids to the protocol."""
        answer = self.ask("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    KEYS = {"Tab": 9, "Enter": 13, " ": 32, "End": 35, "Home": 36, "ArrowLeft": 37, "ArrowRight": 39, "[": 219, "]": 221}

    def press(self, key, times=1):
        """A key, as a hand presses it."""
        text = "\r" if key == "Enter" else key if len(key) == 1 else ""
        code = self.KEYS[key]
        for _ in range(times):
            for kind in ("keyDown", "keyUp"):
                self.ask("Input.dispatchKeyEvent", type=kind, key=key, text=text if kind == "keyDown" else "", windowsVirtualKeyCode=code)

    def walk_to(self, identifier):
        """Tab until the element of this id has the focus."""
        for _ in range(60):
            if self.says("document.activeElement.id") == identifier:
                return
            self.press("Tab")
        raise AssertionError(f"the keyboard never gets to {identifier}")

    def seen(self, method):
        return [each["params"] for each in self.browser.events if each["method"] == method and each.get("sessionId") == self.session]

    @property
    def requests(self):
        asked = [each["request"]["url"] for each in self.seen("Network.requestWillBeSent")]
        return [url for url in asked if url.split("#")[0] != self.address and not url.startswith("data:")]

    @property
    def complaints(self):
        entries = [each["entry"]["text"] for each in self.seen("Log.entryAdded") if each["entry"]["level"] in ("error", "warning")]
        return entries + [str(each) for name in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled") for each in self.seen(name)]

    @property
    def dialogs(self):
        return [each["message"] for each in self.seen("Page.javascriptDialogOpening")]
