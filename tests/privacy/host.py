"""The host of the site and of the catch server: serves the one, records what both are asked."""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

from tests.privacy.catch import Catch, Kind, Request, Sighting

WEBSOCKET_KEY = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
RELAY = b"<script>onmessage = ({ data }) => fetch(data)</script>", "text/html"
QUIET_S = 20  # how long a connection may say nothing

type Site = Callable[[str], tuple[bytes, str] | None]
"""Gives the content and type of a file of the site, by its path without a query."""


class CatchServer(ThreadingHTTPServer):
    """Serves the site and records everything that is asked of it, under every address."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, site: Site, catch: Catch, token_at: Callable[[str], str | None]) -> None:
        super().__init__(("0.0.0.0", 0), Handler)  # noqa: S104 - every address of a closed network
        self.site = site
        self.catch = catch
        self.token_at = token_at

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Silent: browsers drop connections as they like."""


class Handler(BaseHTTPRequestHandler):
    """Notes the connection, then each request on it."""

    protocol_version = "HTTP/1.1"
    timeout = QUIET_S

    @property
    def host(self) -> CatchServer:
        return cast(CatchServer, self.server)

    def setup(self) -> None:
        super().setup()
        token = self.host.token_at(self.connection.getsockname()[0])
        if token:
            self.host.catch.sightings.append(Sighting(token=token, kind=Kind.CONNECTION))

    def parse_request(self) -> bool:
        parsed = super().parse_request()
        if parsed:
            self._note()
        return parsed

    def _note(self) -> None:
        catch, headers = self.host.catch, dict(self.headers.items())
        host = headers.get("Host", "")
        catch.requests.append(
            Request(
                at=time.monotonic(),
                method=self.command,
                host=host,
                target=self.path,
                headers=headers,
            )
        )
        token = self.host.token_at(self.connection.getsockname()[0])
        catch.note(Kind.REQUEST, f"{host} {self.path} {headers.get('Referer', '')}")
        if token:
            catch.sightings.append(Sighting(token=token, kind=Kind.REQUEST))

    def do_GET(self) -> None:
        if "websocket" in self.headers.get("Upgrade", "").lower():
            self._talk()
            return
        found = RELAY if self.path == "/relay" else self.host.site(self.path.partition("?")[0])
        content, kind = found or (b"", "text/plain")
        self.send_response(200 if found or "/catch/" in self.path else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        if not found:
            self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(content)

    def do_POST(self) -> None:
        self.host.catch.note(Kind.REQUEST, self._body())
        self.do_GET()

    do_HEAD = do_GET  # noqa: N815 - the library's name
    do_OPTIONS = do_GET  # noqa: N815

    def _body(self) -> str:
        if "Content-Length" in self.headers:
            body = self.rfile.read(int(self.headers["Content-Length"]))
        else:  # streamed: what arrives at once
            body = self.rfile.readline() + self.rfile.readline()
        return body.decode("latin-1")

    def _talk(self) -> None:
        """Take up a WebSocket and note what is said on it."""
        key = self.headers["Sec-WebSocket-Key"] + WEBSOCKET_KEY
        accept = base64.b64encode(hashlib.sha1(key.encode(), usedforsecurity=False).digest())
        self.send_response(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        self.send_header("Sec-WebSocket-Accept", accept.decode())
        self.end_headers()
        self.close_connection = True
        while text := self._frame():
            self.host.catch.note(Kind.REQUEST, text)

    def _frame(self) -> str:
        """The text of one short frame; "" at the end."""
        head = self.rfile.read(2)
        if len(head) < 2 or head[0] & 15 == 8 or head[1] & 127 > 125:
            return ""
        mask = self.rfile.read(4)
        data = self.rfile.read(head[1] & 127)
        return bytes(byte ^ mask[at % 4] for at, byte in enumerate(data)).decode("latin-1")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Silent: what arrives is in the catch."""
