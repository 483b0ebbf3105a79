"""The catch server: HTTP, WebSocket, TCP, UDP and names, under every address of the machine."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from ipaddress import IPv4Address

from tests.privacy.addresses import ZONE, Network
from tests.privacy.catch import TOKEN, Catch, Kind, Sighting
from tests.privacy.host import CatchServer, Site

TICK_S = 0.5  # how long a listener waits before it looks whether it is still wanted
IP_PKTINFO = 8  # Linux: tell to which of its addresses a datagram went


def _raw(catch: Catch, listener: socket.socket, token_at: Callable[[str], str | None]) -> None:
    """Note connections to a port where TLS is expected, and the name that a handshake holds."""
    while True:
        try:
            connection, _ = listener.accept()
        except TimeoutError:
            continue
        except OSError:
            return
        with connection:
            token = token_at(connection.getsockname()[0])
            if token:
                catch.sightings.append(Sighting(token=token, kind=Kind.CONNECTION))
            connection.settimeout(0.5)
            try:
                catch.note(Kind.NAME, connection.recv(4096).decode("latin-1"))
            except OSError:
                continue


def _datagrams(catch: Catch, port: socket.socket, token_at: Callable[[str], str | None]) -> None:
    """Note datagrams by the address they were sent to."""
    while True:
        try:
            data, extra, _, _ = port.recvmsg(4096, 256)
        except TimeoutError:
            continue
        except OSError:
            return
        for level, kind, value in extra:
            if (level, kind) == (socket.IPPROTO_IP, IP_PKTINFO):
                token = token_at(socket.inet_ntoa(value[8:12]))
                if token:
                    catch.sightings.append(Sighting(token=token, kind=Kind.DATAGRAM))
        catch.note(Kind.DATAGRAM, data.decode("latin-1"))


def _names(catch: Catch, port: socket.socket, address_of: Callable[[str], str | None]) -> None:
    """Be the name server: note every name asked for, and answer those of the catch server."""
    while True:
        try:
            query, asker = port.recvfrom(4096)
        except TimeoutError:
            continue
        except OSError:
            return
        name, kind = _question(query)
        catch.note(Kind.NAME, name)
        port.sendto(_reply(query, kind, address_of(name)), asker)


def _question(query: bytes) -> tuple[str, int]:
    labels, at = [], 12
    while length := query[at]:
        labels.append(query[at + 1 : at + 1 + length].decode("latin-1"))
        at += 1 + length
    return ".".join(labels).lower(), struct.unpack(">H", query[at + 1 : at + 3])[0]


def _reply(query: bytes, kind: int, address: str | None) -> bytes:
    end = query.index(b"\0", 12) + 5
    code = 0 if address else 3
    answers = (
        [b"\xc0\x0c\0\x01\0\x01\0\0\0\x3c\0\x04" + socket.inet_aton(address)]
        if (address and kind == 1)
        else []
    )
    head = query[:2] + struct.pack(">HHHHH", 0x8180 | code, 1, len(answers), 0, 0)
    return head + query[12:end] + b"".join(answers)


@contextmanager
def catching(site: Site, *, first: str, named: bool) -> Iterator[tuple[Catch, Network]]:
    """Everything running; ends with the block. `first`: before the addresses of the attempts."""
    catch = Catch()
    network: Network
    with ExitStack() as stack:

        def token_at(address: str) -> str | None:
            return network.token_at(address)

        server = stack.enter_context(CatchServer(site, catch, token_at))
        secure = stack.enter_context(socket.create_server(("0.0.0.0", 0), backlog=128))  # noqa: S104
        udp = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        udp.bind(("0.0.0.0", 0))  # noqa: S104
        for listener in (secure, udp):
            listener.settimeout(TICK_S)
        udp.setsockopt(socket.IPPROTO_IP, IP_PKTINFO, 1)
        network = Network(
            named=named,
            first=IPv4Address(first),
            port=server.server_port,
            secure_port=secure.getsockname()[1],
            udp_port=udp.getsockname()[1],
        )
        jobs: list[Callable[[], None]] = [
            server.serve_forever,
            lambda: _raw(catch, secure, token_at),
            lambda: _datagrams(catch, udp, token_at),
        ]
        if named:
            dns = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
            dns.bind(("127.0.0.1", 53))
            dns.settimeout(TICK_S)
            jobs.append(lambda: _names(catch, dns, lambda name: _address(name, network)))
        threads = [threading.Thread(target=job, daemon=True) for job in jobs]
        for thread in threads:
            thread.start()
        yield catch, network
        server.shutdown()
    for thread in threads:  # until then the ports are not free
        thread.join()


def _address(name: str, network: Network) -> str | None:
    """The address of a name of the catch server."""
    found = TOKEN.search(name)
    if not found or not name.endswith(ZONE):
        return None
    return str(network.first + int(found[2][1:]))
