"""A network of this process's own, without a way out: every address and name in it is ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

INSIDE = "PRIVACY_NETWORK"
ADDRESSES = "10.64.0.0"  # before those of the attempts
COMMANDS = [
    "ip link set lo up",
    "ip link add inside type veth peer name outside",
    "ip addr add 10.0.0.1/8 dev inside",
    "ip link set inside up",
    "ip link set outside up",
    "ip route add local 10.64.0.0/10 dev lo",
    "ip route add default via 10.0.0.2",
]


def enter() -> bool:
    """Start this program again in a closed network; False where the machine does not allow one.

    Returns True in the program that was started. Nothing outside that program changes.
    """
    if os.environ.get(INSIDE):
        _furnish()
        return True
    flags = ["-nm"] if os.geteuid() == 0 else ["-rnm"]
    unshare = shutil.which("unshare")
    if not unshare or not shutil.which("ip"):
        return False
    if subprocess.run([unshare, *flags, "true"], check=False, capture_output=True).returncode:
        return False
    os.environ[INSIDE] = "1"
    return os.execv(unshare, [unshare, *flags, *sys.orig_argv])  # noqa: S606


def _furnish() -> None:
    """Interfaces, a route for every address of the catch server, and our own name server."""
    for command in COMMANDS:
        subprocess.run(command.split(), check=True)
    names = Path(f"/tmp/names-{os.getpid()}")  # noqa: S108 - seen through the mount alone
    names.write_text("nameserver 127.0.0.1\n")
    where = Path("/etc/resolv.conf").resolve()
    subprocess.run(["mount", "--bind", str(names), str(where)], check=True)
    names.unlink()
