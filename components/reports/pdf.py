"""A page as PDF, printed by a Chromium where this machine has one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
_PATIENCE = 60
_SCALES = (1, 0.88, 0.78, 0.68)
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


class NoPrinter(Exception):
    """There is no browser that prints, or it did not; `code` names a text in the `errors` catalog."""

    code = "report_no_pdf"


@cache
def printer() -> str | None:
    """The browser that prints, None where there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


def pdf(write: Callable[[float], str], *, is_one_page: bool = False) -> bytes:
    """What `write` gives for a scale as PDF, where it has to fit one page as large as it does. Raises `NoPrinter`."""
    made = b""
    for scale in _SCALES if is_one_page else _SCALES[:1]:
        made = printed(write(scale))
        if len(_PAGE.findall(made)) == 1:
            break
    return made


def printed(html: str) -> bytes:
    """The page as PDF, printed apart from everybody's own browser and without a network. Raises `NoPrinter`."""
    browser = printer()
    if browser is None:
        raise NoPrinter
    with tempfile.TemporaryDirectory(prefix="attune-print-", ignore_cleanup_errors=True) as folder:
        page, out = Path(folder) / "report.html", Path(folder) / "report.pdf"
        page.write_text(html, encoding="utf-8")
        command = [
            browser, "--headless=new", "--disable-gpu", "--no-first-run", "--disable-extensions",
            "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder}/profile", "--no-pdf-header-footer",
            f"--print-to-pdf={out}", *_without_sandbox(), page.as_uri(),
        ]  # fmt: skip
        try:
            subprocess.run(command, timeout=_PATIENCE, capture_output=True, check=False)
            return out.read_bytes()
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoPrinter from error


def _without_sandbox() -> list[str]:
    """Chromium refuses to start as root with its sandbox, and the page holds no script."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
