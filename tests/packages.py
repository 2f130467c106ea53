"""Installing Debian packages for tests, where that is possible."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def install_packages(*names: str) -> bool:
    """Install Debian packages, as root or through sudo; False where that is not possible."""
    prefix = root_prefix()
    if prefix is None or not shutil.which("apt-get"):
        return False
    say(f"Installing with apt-get: {', '.join(names)} ...")
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *names]
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    for command in (["apt-get", "update"], install):
        done = subprocess.run(
            [*prefix, *environment, *command], stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if done.returncode and command is install:
            say(done.stderr.strip())
            return False
    return True


def root_prefix() -> list[str] | None:
    """The prefix that makes a command root's, or None; it may ask for a password only where somebody can type one."""
    if os.name == "posix" and os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    if sys.stdin.isatty() and not os.environ.get("CI"):
        return ["sudo"]
    free = subprocess.run(["sudo", "-n", "true"], stdin=subprocess.DEVNULL, capture_output=True).returncode == 0
    return ["sudo", "-n"] if free else None


def say(text: str) -> None:
    """A line in the terminal, at once."""
    print(text, flush=True)
