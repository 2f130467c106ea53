"""Set Attune up, run it, test it: what `make` does, for every system (`py .ci\\make.py run` on Windows).

    python3 .ci/make.py run [Streamlit's own options]    set up what is missing and start Attune
    python3 .ci/make.py test [pytest's own options]      set up what tests need, check the style, run the tests
    python3 .ci/make.py bench [its own options]          measure anew what docs/performance.md tells
    python3 .ci/make.py torture [pytest's own options]   the tests of what may go wrong, in full: about twenty minutes
    python3 .ci/make.py setup                            set up for both, start nothing
    python3 .ci/make.py lint                             check the style and the types only
    python3 .ci/make.py pin [--upgrade]                  write the requirements files anew from pyproject.toml

Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
RUN, DEV = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
OLDEST = (3, 11)
AT_ONCE = [f"--numprocesses={min(4, (os.cpu_count() or 1) + 1)}"]
"""One more than there are cores: tests of screens wait for much of their time."""
PIN = ["uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11", "--generate-hashes"]
PIN += ["--no-emit-index-url", "--no-header", "--no-annotate", "--quiet"]


def run(arguments: list[str]) -> int:
    """Start Attune; it runs until it is stopped with Ctrl+C."""
    install(RUN)
    call("-m", "db", "migrate")
    os.chdir(ROOT)
    start = [str(PYTHON), "-m", "streamlit", "run", "app.py", *arguments]
    if os.name == "posix":
        os.execv(PYTHON, start)  # this process becomes Attune, so that whoever ends it ends Attune
    try:
        return subprocess.run(start).returncode
    except KeyboardInterrupt:
        return 0


def test(arguments: list[str]) -> int:
    setup([])
    lint([])
    return subprocess.run([PYTHON, "-m", "pytest", *AT_ONCE, *arguments], cwd=ROOT).returncode


def bench(arguments: list[str]) -> int:
    setup([])
    return subprocess.run([PYTHON, "-m", "benchmarks", *arguments], cwd=ROOT).returncode


def torture(arguments: list[str]) -> int:
    """Kill, cut off, clog and fill in full, and put what was measured into docs/nothing-lost.md."""
    setup([])
    os.environ["ATTUNE_TORTURE"] = "full"
    code = subprocess.run([PYTHON, "-m", "pytest", "tests/torture", *arguments], cwd=ROOT).returncode
    call("-m", "tests.torture.record")
    return code


def setup(arguments: list[str]) -> int:
    install(DEV)
    call("-m", "tests.browsers")
    call("-m", "tests.postgres")
    call("-m", "tests.caddy")
    return 0


def lint(arguments: list[str]) -> int:
    install(DEV)
    call("-m", "ruff", "check", "--quiet", ".", ".ci")
    call("-m", "ruff", "format", "--check", "--quiet", ".", ".ci")
    call("-m", "mypy", "--no-error-summary", ".")
    call("-m", "mypy", "--no-error-summary", ".ci/make.py")
    return 0


def pin(arguments: list[str]) -> int:
    """Pin the newest versions (`--upgrade`) or the ones pinned before, for all systems at once."""
    install(DEV)
    call("-m", *PIN, *arguments, "--output-file", RUN.name)
    call("-m", *PIN, *arguments, "--extra", "dev", "--constraint", RUN.name, "--output-file", DEV.name)
    return 0


def install(requirements: Path) -> None:
    """Make `.venv` hold exactly what a requirements file pins; does nothing where it already does."""
    if not works():
        create()
    stamp = VENV / f"installed-{requirements.stem}"
    wanted = sha256(requirements.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"Installing {requirements.name} into .venv (once; it takes a minute or more) ...", flush=True)
    quiet = ["--quiet", "--quiet", "--disable-pip-version-check"]
    call("-m", "pip", "install", "--require-hashes", *quiet, "-r", requirements.name)
    for other in VENV.glob("installed-*"):
        other.unlink()
    stamp.write_text(wanted)
    if requirements == DEV:
        (VENV / f"installed-{RUN.stem}").write_text(sha256(RUN.read_bytes()).hexdigest())


def works() -> bool:
    """Whether `.venv` holds a whole virtual environment (one cut short has no pip) whose Python still starts."""
    return PYTHON.exists() and subprocess.run([PYTHON, "-c", "import pip"], capture_output=True).returncode == 0


def create() -> None:
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:2]))
        sys.exit(f"Attune needs Python 3.11 or later; this is {found}. With another one: make run PYTHON=python3.12")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True)
    if made.returncode:
        name = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        hint = f"On Debian and Ubuntu the package {name} is needed for this: sudo apt-get install {name}"
        sys.exit(f"{made.stdout}{made.stderr}\nNo virtual environment could be made in .venv. {hint}")


def call(*arguments: str) -> None:
    """Run Python in the virtual environment; a failure ends everything with its exit code."""
    code = subprocess.run([PYTHON, *arguments], cwd=ROOT).returncode
    if code:
        sys.exit(code)


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run, "test": test, "bench": bench, "torture": torture, "setup": setup, "lint": lint, "pin": pin,
}  # fmt: skip

if __name__ == "__main__":
    command, *rest = sys.argv[1:] or ["help"]
    if command not in COMMANDS:
        sys.exit(str(__doc__))
    sys.exit(COMMANDS[command](rest))
