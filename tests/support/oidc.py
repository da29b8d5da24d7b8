# SPDX-License-Identifier: Apache-2.0
"""An identity provider of OpenID Connect on this machine: discovery, the code flow with PKCE, userinfo.

Source: OpenID Connect Core 1.0, sections 3.1 and 5.3; RFC 7636.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

CLIENT, SECRET = "klynge", "between the two of them"


@dataclass
class Provider:
    """Says of everyone who comes that it is `email`, whether or not the address is `verified`."""

    url: str = ""
    email: str = ""
    verified: Any = True
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def discovery(self) -> dict[str, Any]:
        ends = ("authorization", "token", "userinfo")
        return {f"{end}_endpoint": f"{self.url}/{end}" for end in ends} | {
            "issuer": self.url,
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def token(self, sent: dict[str, str]) -> dict[str, Any] | None:
        """The tokens for a code, once; None for a code, a secret or a verifier that is not right."""
        code = self.codes.pop(sent.get("code", ""), None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        if code is None or sent.get("client_secret") != SECRET or _b64(digest) != code["code_challenge"]:
            self.refused.append("token")
            return None
        now = int(time.time())
        claims = self.claims() | {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 60}
        return {"access_token": "access", "token_type": "Bearer", "id_token": _jwt(claims)}

    def claims(self) -> dict[str, Any]:
        return {"sub": f"sub-{self.email}", "email": self.email, "email_verified": self.verified}


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _jwt(claims: dict[str, Any]) -> str:
    parts = ".".join(_b64(json.dumps(each).encode()) for each in ({"alg": "HS256", "typ": "JWT"}, claims))
    return f"{parts}.{_b64(hmac.digest(SECRET.encode(), parts.encode(), 'sha256'))}"


@contextmanager
def provider() -> Iterator[Provider]:
    """One that answers on a port of its own."""
    known = Provider()

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            at = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(at.query).items()}
            if at.path.endswith("/openid-configuration"):
                self._json(known.discovery())
            elif at.path == "/authorization":
                code = secrets.token_urlsafe(8)
                known.codes[code] = asked
                self.send_response(302)
                back = urlencode({"code": code, "state": asked["state"]})
                self.send_header("Location", f"{asked['redirect_uri']}?{back}")
                self.end_headers()
            elif at.path == "/userinfo" and self.headers.get("Authorization") == "Bearer access":
                self._json(known.claims())
            else:
                self._json({"error": "not here"}, 404)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            found = known.token({name: values[0] for name, values in parse_qs(body).items()})
            self._json(found or {"error": "invalid_grant"}, 200 if found else 400)

        def _json(self, body: dict[str, Any], status: int = 200) -> None:
            text = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        known.url = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield known
        server.shutdown()
