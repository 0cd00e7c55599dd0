"""A small learning platform that speaks LTI 1.3: it has keys, and sends whom it is told to a tool, with a form.

What its link says stands in the hint that the tool hands back, as the tool's word for where to go is not to be trusted.
"""

import html
import json
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, ISSUER = "classroom", "https://platform.example"
_CLAIM = "https://purl.imsglobal.org/spec/lti/claim"
_FORM = """<!doctype html><title>Platform</title><form method="post" action="{action}">{fields}</form>
<script>document.forms[0].submit()</script>"""


class Platform:
    """The platform; whoever goes to its `login` is the person whom the hint names."""

    def __init__(self, address: str) -> None:
        self.address, self._key = address, rsa.generate_private_key(65537, 2048)

    def registered(self) -> dict[str, str]:
        """Return what it shows when a classroom is registered with it, as the classroom's settings have it."""
        places = {"login": f"{self.address}/login", "keys": f"{self.address}/keys"}
        return {"issuer": ISSUER, "client_id": CLIENT, **places}

    def keys(self) -> bytes:
        """Return its public keys, as a tool reads them."""
        mine: dict[str, Any] = RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        return json.dumps({"keys": [mine | {"kid": "1", "use": "sig", "alg": "RS256"}]}).encode()

    def login(self, asked: dict[str, str]) -> bytes:
        """Return the page that sends her on to the tool that `asked`, with what it says of her and of the link."""
        fields = {"state": asked["state"], "id_token": self._token(asked)}
        hidden = (f'<input type="hidden" name="{name}" value="{html.escape(each)}">' for name, each in fields.items())
        return _FORM.format(action=html.escape(asked["redirect_uri"]), fields="".join(hidden)).encode()

    def _token(self, asked: dict[str, str]) -> str:
        about = {
            "iss": ISSUER,
            "aud": CLIENT,
            "sub": asked["login_hint"],
            "name": "Ann Example",
            "nonce": asked["nonce"],
            "iat": int(time.time()),
            "exp": int(time.time()) + 300,
            f"{_CLAIM}/version": "1.3.0",
            f"{_CLAIM}/message_type": "LtiResourceLinkRequest",
            f"{_CLAIM}/deployment_id": "1",
            f"{_CLAIM}/target_link_uri": asked["lti_message_hint"],
            f"{_CLAIM}/resource_link": {"id": "7"},
            f"{_CLAIM}/roles": ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"],
        }
        return jwt.encode(about, self._key, algorithm="RS256", headers={"kid": "1"})


@contextmanager
def opened() -> Iterator[Platform]:
    """Open a platform on a free port."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, _, query = self.path.partition("?")
            data = platform.keys() if path == "/keys" else platform.login(dict(urllib.parse.parse_qsl(query)))
            self.send_response(200)
            self.send_header("Content-Type", "application/json" if path == "/keys" else "text/html")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        platform = Platform(f"http://127.0.0.1:{server.server_port}")
        threading.Thread(target=server.serve_forever).start()
        try:
            yield platform
        finally:
            server.shutdown()
