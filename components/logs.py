"""Structured logs for whoever runs a server: JSON lines on the standard error, with no personal data.

Nobody's address, device, code, answer or query string stands in them: a request is told by the pattern of its route;
what libraries say is told without what they put into it, and an error by its type and where it happened.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path

from db.ids import stamp

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The id of the request that is being answered."""
_OWN = "attune"
_FOLDER = Path(__file__).parents[1]
_TELLING = re.compile(
    r"/(?:j|r)/[^\s/?]+"  # codes and tokens in a path
    r"|\?\S+"  # query strings
    r"|(?:\d{1,3}\.){3}\d{1,3}|\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{0,4}",  # addresses
    re.IGNORECASE,
)
"""What a library may have put into a sentence already."""

logging.getLogger(_OWN).addHandler(logging.NullHandler())


def begin(form: str | None) -> None:
    """Write logs in this form from now on: `json`, or none of Attune's own and everybody else's as they are."""
    if form != "json":
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger(_OWN).setLevel(logging.INFO)
    for name in list(logging.root.manager.loggerDict):
        _take_over(logging.getLogger(name))
    logging.getLogger("uvicorn").setLevel(logging.WARNING)  # what it says of each connection holds its address
    logging.getLogger("uvicorn.access").disabled = True


def _take_over(logger: logging.Logger) -> None:
    """Servers bring handlers of their own; from now on what they say goes the one way."""
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
    logger.propagate = True
    if not logger.name.startswith(_OWN):
        logger.setLevel(logging.NOTSET)


class JsonLines(logging.Formatter):
    """One record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """See `logging.Formatter.format`."""
        line = {
            "at": stamp(datetime.fromtimestamp(record.created, UTC)),
            "level": record.levelname.lower(),
            "from": record.name,
            "said": _said(record),
            "request": getattr(record, "request", None) or request_id.get(),
            **getattr(record, "facts", {}),
            "error": _error(record),
        }
        return json.dumps({name: value for name, value in line.items() if value is not None}, ensure_ascii=False)


def _said(record: logging.LogRecord) -> str:
    """The sentence itself, as it stands in the code: what is put into it may be about somebody."""
    return _TELLING.sub("...", str(record.msg))


def _error(record: logging.LogRecord) -> dict[str, object] | None:
    """An error's type and the lines it passed through, the innermost last; its words may hold what somebody wrote."""
    if not record.exc_info or record.exc_info[0] is None:
        return None
    frames = traceback.extract_tb(record.exc_info[2])
    return {"type": record.exc_info[0].__name__, "at": [f"{_place(f.filename)}:{f.lineno} {f.name}" for f in frames]}


def _place(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(_FOLDER)) if path.is_relative_to(_FOLDER) else path.name
