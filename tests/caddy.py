"""The proxy of `deploy/Caddyfile`, on loopback with a certificate of its own.

`python -m tests.caddy` installs Debian's package where it may; elsewhere the tests that need it are skipped and say so.
"""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.packages import install_packages
from tests.servers import ROOT, free_port

HOST = "attune.localhost"
"""Not a name that Streamlit or Attune would let in whatever is asked, as they do with `localhost`."""
CADDYFILE = ROOT / "deploy" / "Caddyfile"


def missing() -> str | None:
    """Why tests behind the proxy cannot run here, or None where they can."""
    return None if shutil.which("caddy") else "no Caddy: Debian's package caddy has it"


def install() -> None:
    """Bring it onto this machine where it is missing, and say what there is."""
    if missing():
        install_packages("caddy")
    print(f"Caddy: {f'its tests will be skipped ({missing()})' if missing() else shutil.which('caddy')}")


@dataclass(frozen=True)
class Proxy:
    """A running proxy."""

    folder: Path
    port: int

    @property
    def host(self) -> str:
        return f"{HOST}:{self.port}"

    @property
    def url(self) -> str:
        return f"https://{self.host}"

    def trust(self) -> ssl.SSLContext:
        """What a client needs to believe this proxy, and nobody else."""
        return ssl.create_default_context(cafile=self.folder / "caddy/pki/authorities/local/root.crt")


@contextmanager
def proxy(folder: Path, port: int, phones: Sequence[int], apps: Sequence[int]) -> Iterator[Proxy]:
    """The proxy as it is shipped, before processes on these ports."""
    settings = {
        "ATTUNE_HOST": HOST,
        "ATTUNE_HTTP_PORT": str(free_port()),
        "ATTUNE_HTTPS_PORT": str(port),
        "ATTUNE_CADDY_ADMIN": "off",
        "ATTUNE_PHONES": " ".join(f"127.0.0.1:{each}" for each in phones),
        "ATTUNE_APPS": " ".join(f"127.0.0.1:{each}" for each in apps),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    command = ["caddy", "run", "--config", str(CADDYFILE), "--adapter", "caddyfile"]
    with (folder / "caddy.log").open("ab") as log:
        process = subprocess.Popen(
            command, env=os.environ | settings, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )  # fmt: skip
    made = Proxy(folder, port)
    try:
        _wait_for(made, process)
        yield made
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(made: Proxy, process: subprocess.Popen[bytes]) -> None:
    """Until it shows a certificate that can be believed."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", made.port), timeout=2) as line:
            made.trust().wrap_socket(line, server_hostname=HOST).close()
            return
        time.sleep(0.1)
    raise AssertionError(f"Caddy did not start:\n{(made.folder / 'caddy.log').read_text(errors='replace')}")


if __name__ == "__main__":
    install()
