"""A throw-away PostgreSQL for tests: a cluster in a temporary folder, on loopback, with a pooler in front if wanted.

`python -m tests.postgres` installs Debian's packages where it may; elsewhere the tests that need them are skipped and
say so, which CI does not accept.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg

from tests.packages import install_packages
from tests.servers import free_port

PACKAGES = ("postgresql", "pgbouncer", "openssl")
USER, PASSWORD = "attune", "copper-kettle"
_QUICK = ("fsync=off", "full_page_writes=off", "max_connections=150", "shared_buffers=32MB")


def programs() -> Path | None:
    """The folder of the newest installed PostgreSQL's programs, None where there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    found = shutil.which("initdb")
    return debian[-1] if debian else Path(found).parent if found else None


def missing() -> str | None:
    """Why tests on PostgreSQL cannot run here, or None where they can."""
    if programs() is None or not shutil.which("pgbouncer") or not shutil.which("openssl"):
        return f"no PostgreSQL: Debian's packages {', '.join(PACKAGES)} have it"
    return None


def install() -> None:
    """Bring what is missing onto this machine, and say what there is."""
    if missing():
        install_packages(*PACKAGES)
    print(f"PostgreSQL: {f'its tests will be skipped ({missing()})' if missing() else programs()}")


@dataclass
class Cluster:
    """One PostgreSQL server with its data in a folder of its own."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    _numbers: Iterator[int] = field(default_factory=count)

    @property
    def owner(self) -> str:
        """Who runs it: a server refuses to be root's."""
        return "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name

    def url(
        self, name: str = "postgres", *, user: str = USER, password: str = PASSWORD, port: int | None = None
    ) -> str:
        """The address of one of its databases, or of the same behind another port."""
        return f"postgresql://{user}:{password}@127.0.0.1:{port or self.port}/{name}"

    def make(self) -> None:
        """Make the files of a new server, with a certificate of its own."""
        shutil.chown(self.folder, self.owner)
        word = self.folder / "password"
        word.write_text(PASSWORD)
        shutil.chown(word, self.owner)
        self._run("initdb", "--pgdata", "data", "--username", USER, "--pwfile", "password", "--auth", "scram-sha-256",
                  "--encoding", "UTF8", "--no-sync")  # fmt: skip
        certificate = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout data/server.key"
        self._call(["openssl", *certificate.split(), "-out", "data/server.crt"])
        (self.folder / "data" / "server.key").chmod(0o600)

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = [f"port={self.port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", "ssl=on", *_QUICK]
        command = [str((programs() or Path()) / "postgres"), "-D", "data"]
        command += [word for option in options for word in ("-c", option)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=self.folder, user=self.owner, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        deadline = time.monotonic() + 30
        while True:
            try:
                psycopg.connect(self.url(), connect_timeout=2).close()
                return
            except psycopg.OperationalError as error:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    log_text = (self.folder / "log").read_text(errors="replace")
                    raise AssertionError(f"PostgreSQL did not start:\n{log_text}") from error
                time.sleep(0.05)

    def stop(self, *, at_once: bool = False) -> None:
        """Stop it as an administrator would, or, `at_once`, as a power cut would."""
        assert self.process
        self.process.send_signal(3 if at_once else 2)  # immediate and fast shutdown, by their signals
        self.process.wait(timeout=30)

    def new_database(self, template: str = "template1") -> str:
        """The address of a new database."""
        name = f"room{next(self._numbers)}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return self.url(name)

    def execute(self, sql: str, name: str = "postgres") -> None:
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            connection.execute(sql.encode())

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still in it."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {url.rpartition('/')[2]} WITH (FORCE)".encode())

    @contextmanager
    def pooled(self) -> Iterator[int]:
        """The port of a pooler in transaction mode before this server, as hosted servers have one."""
        port = free_port()
        (self.folder / "users").write_text(f'"{USER}" "{PASSWORD}"\n')
        (self.folder / "pooler.ini").write_text(
            f"[databases]\n* = host=127.0.0.1 port={self.port}\n[pgbouncer]\nlisten_addr=127.0.0.1\n"
            f"listen_port={port}\nauth_type=plain\nauth_file={self.folder}/users\npool_mode=transaction\n"
            f"unix_socket_dir=\ndefault_pool_size=4\nserver_tls_sslmode=disable\n"
        )
        with (self.folder / "pooler.log").open("ab") as log:
            pooler = subprocess.Popen(
                ["pgbouncer", str(self.folder / "pooler.ini")], user=self.owner, stdin=subprocess.DEVNULL, stdout=log,
                stderr=log,
            )  # fmt: skip
        try:
            self._wait_for(port)
            yield port
        finally:
            pooler.terminate()
            pooler.wait(timeout=10)

    def _wait_for(self, port: int) -> None:
        deadline = time.monotonic() + 20
        while True:
            try:
                psycopg.connect(self.url(port=port), connect_timeout=2).close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def _run(self, program: str, *words: str) -> None:
        self._call([str((programs() or Path()) / program), *words])

    def _call(self, command: list[str]) -> None:
        done = subprocess.run(command, cwd=self.folder, user=self.owner, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A running server for the length of a test or of all of them."""
    # Not pytest's folder: a server that is not root's could not reach it.
    folder = Path(tempfile.mkdtemp(prefix="attune-pg-"))
    made = Cluster(folder)
    try:
        made.make()
        made.start()
        yield made
    finally:
        if made.process and made.process.poll() is None:
            made.stop(at_once=True)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    install()
