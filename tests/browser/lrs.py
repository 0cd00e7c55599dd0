"""A small platform for cmi5: it serves a folder of packages, keeps statements and states, and tells a test what it has.

It is a program of its own: `python lrs.py FOLDER` prints its address. `/had` is all that it was sent.
"""

import json
import sys
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
_TEMPLATE = {"contextActivities": {"grouping": [{"id": "urn:example:course"}]}, "extensions": {SESSION: "one"}}


class Platform(SimpleHTTPRequestHandler):
    had: ClassVar[dict[str, Any]] = {"tokens": 0, "statements": [], "states": {}, "mode": "Normal", "refuse": False}

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        if self.path == "/fetch":
            self.had["tokens"] += 1
            self._answer({"auth-token": "secret"})
        else:
            self.had.update(json.loads(self._body()))
            self._answer({})

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == "/had":
            self._answer(self.had)
        elif path == "/xapi/activities/state":
            self._state()
        elif path.startswith("/xapi/"):
            self.send_error(404)
        else:
            super().do_GET()

    def do_PUT(self) -> None:
        if self.had["refuse"] or self.headers["Authorization"] != "Basic secret":
            self.send_error(403)
            return
        body = json.loads(self._body())
        if urlsplit(self.path).path == "/xapi/statements":
            assert self._asked("statementId") == body["id"]
            self.had["statements"].append(body)
        else:
            self.had["states"][self._asked("stateId")] = body
        self._answer({})

    def do_DELETE(self) -> None:
        self.had["states"].pop(self._asked("stateId"), None)
        self._answer({})

    def _state(self) -> None:
        name = self._asked("stateId")
        launch = {"contextTemplate": _TEMPLATE, "launchMode": self.had["mode"], "moveOn": "Completed"}
        known = {"LMS.LaunchData": launch | {"returnURL": self.had.get("back")}, **self.had["states"]}
        found = known.get(name)
        if found is None:
            self.send_error(404)
        else:
            self._answer(found)

    def _asked(self, name: str) -> str:
        return parse_qs(urlsplit(self.path).query)[name][0]

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers["Content-Length"]))

    def _answer(self, content: object) -> None:
        text = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        with suppress(BrokenPipeError):  # who asked has gone
            self.wfile.write(text)


if __name__ == "__main__":
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Platform, directory=sys.argv[1])) as server:
        sys.stdout.write(f"http://127.0.0.1:{server.server_port}/\n")
        sys.stdout.flush()
        server.serve_forever()
