"""What a start prepares and says in the terminal: where to open Attune, and the way to the first account."""

from __future__ import annotations

import sys
from functools import cache

from components import credentials
from components.settings import Settings, settings
from components.text import t
from db.engine import StoreAway, StoreUnusable, engine_at

SET_UP = "set-up"


@cache
def prepare() -> str | None:
    """Prepare the accounts of this process's database, once; the path of the set-up page, or None where there are some.

    Raises:
        WrongSetting: the account in the settings cannot be made.
    """
    token = credentials.prepare(settings())
    return f"{SET_UP}?token={token}" if token else None


def check() -> None:
    """Stop the start with one sentence where a setting is wrong or the database cannot be used.

    One that only does not answer may be back in a moment: the start goes on, and its pages say how it is.
    """
    try:
        engine = engine_at(settings().database)
        if engine.exists():
            engine.open_reader().close()
    except StoreAway as error:
        print(sorry(error), file=sys.stderr, flush=True)
    except StoreUnusable as error:
        sys.exit(sorry(error))


def sorry(error: StoreUnusable) -> str:
    """Why the database cannot be used, and what to do."""
    return t(settings().language, f"errors.{error.code}", path=error.path)


def greeting(chosen: Settings, port: int, network: str | None, set_up: str | None) -> str:
    """The lines a start prints. `network` is the machine's address on the local network, where it has one."""
    here = f"http://localhost:{port}"
    public = chosen.public_url or (f"http://{network}:{port}" if network else None)
    lines = ["", f"  {t(chosen.language, 'cli.open_here', address=here)}"]
    if public:
        lines.append(f"  {t(chosen.language, 'cli.phones_reach', address=public)}")
    if set_up:
        link = f"{chosen.public_url or here}/{set_up}"
        lines += ["", f"  {t(chosen.language, 'cli.set_up_first')}", f"  {link}"]
    return "\n".join([*lines, ""])
