"""A static host that counts: right types, precompressed brotli or none, and headers for caching."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread

from publish.server import TYPES

UNKNOWN = "application/octet-stream"
FOR_EVER = "public, max-age=31536000, immutable"
EACH_TIME = "no-cache"


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What one request got: the file, and bytes with headers."""

    file: Path
    size: int


class Host(ThreadingHTTPServer):
    """A server of `folder` on this machine; `sent` is what went out since `forget`."""

    daemon_threads = True

    def __init__(self, folder: Path, *, packed: bool) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder
        self.packed = packed
        self._sent: list[Sent] = []
        self._lock = Lock()

    @property
    def address(self) -> str:
        """Where a browser finds it; without a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def sent(self) -> tuple[Sent, ...]:
        """What went out since the last `forget`."""
        with self._lock:
            return tuple(self._sent)

    def forget(self) -> None:
        """Count from nothing."""
        with self._lock:
            self._sent.clear()

    def count(self, sent: Sent) -> None:
        """Add what went out."""
        with self._lock:
            self._sent.append(sent)

    def find(self, address: str) -> Path | None:
        """The file of an address; a folder's is its index.html."""
        path = self.folder / address.partition("?")[0].lstrip("/")
        file = path / "index.html" if address.endswith("/") else path
        return file if file.is_file() and self.folder in file.parents else None


@contextmanager
def hosted(folder: Path, *, packed: bool) -> Iterator[Host]:
    """A host of `folder` for a while: `packed` sends brotli, the other compresses nothing."""
    with Host(folder, packed=packed) as host:
        Thread(target=host.serve_forever, daemon=True).start()
        yield host
        host.shutdown()


@cache
def _content(file: Path) -> bytes:
    return file.read_bytes()


@cache
def _tag(file: Path) -> str:
    return f'"{hashlib.sha256(_content(file)).hexdigest()[:16]}"'


class Handler(BaseHTTPRequestHandler):
    """Pages are asked for each time; all else is kept, as its name changes with what it holds."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # headers and body in one piece
    disable_nagle_algorithm = True
    server: Host

    def do_GET(self) -> None:
        """Answer with the file."""
        file = self.server.find(self.path)
        if file is None:
            self._answer(HTTPStatus.NOT_FOUND, {}, b"")
        elif self.headers.get("If-None-Match") == _tag(file):
            self._count(file, self._answer(HTTPStatus.NOT_MODIFIED, self._headers_of(file), b""))
        else:
            self._count(file, self._send(file))

    def _send(self, file: Path) -> int:
        headers, packed = self._headers_of(file), file.with_name(f"{file.name}.br")
        accepted = "br" in self.headers.get("Accept-Encoding", "")
        if not (self.server.packed and accepted and packed.is_file()):
            return self._answer(HTTPStatus.OK, headers, _content(file))
        return self._answer(HTTPStatus.OK, headers | {"Content-Encoding": "br"}, _content(packed))

    def _headers_of(self, file: Path) -> dict[str, str]:
        is_page = file.suffix == ".html"
        return {
            "Content-Type": TYPES.get(file.suffix, UNKNOWN),
            "Cache-Control": EACH_TIME if is_page else FOR_EVER,
            "ETag": _tag(file),
            "Vary": "Accept-Encoding",
        }

    def _answer(self, status: HTTPStatus, headers: dict[str, str], body: bytes) -> int:
        """Send it; bytes with headers."""
        lengths = {} if status == HTTPStatus.NOT_MODIFIED else {"Content-Length": str(len(body))}
        lines = [f"{self.protocol_version} {status.value} {status.phrase}"]
        lines += [f"{name}: {value}" for name, value in (headers | lengths).items()]
        return self.wfile.write("\r\n".join([*lines, "\r\n"]).encode("ascii") + body)

    def _count(self, file: Path, size: int) -> None:
        self.server.count(Sent(file=file, size=size))

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - its name there
        """Silent."""
