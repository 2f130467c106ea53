"""What the phone lane serves as files: read once, compressed once, named by a version that changes with them."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from zopfli.gzip import compress

from components.activities.registry import ACTIVITIES
from components.member import page as member
from components.phone import bundle
from components.takeaway import page as takeaway
from components.text import LANGUAGES

_HERE = Path(__file__).parent
_TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml"}
_ROUNDS = 5
"""How long it is tried to make a file smaller; more rounds gain next to nothing."""
_LARGE = 200_000
"""More bytes than this are packed the quick way."""
PLOTLY = "plotly.js"


@dataclass(frozen=True)
class File:
    """A served file, plain and compressed."""

    body: bytes
    type: str

    @cached_property
    def zipped(self) -> bytes:
        """As small as gzip can be: made once, fetched by every phone."""
        if len(self.body) > _LARGE:
            return gzip.compress(self.body, 9, mtime=0)
        return bytes(compress(self.body, numiterations=_ROUNDS))


def _file(name: str, body: bytes) -> File:
    """In UTF-8, which a module is by itself and a style sheet as part of its page: their types need not say so."""
    return File(body, _TYPES[Path(name).suffix])


@cache
def small_files() -> dict[str, File]:
    """Everything phones fetch, by its name below the version: in each language the core, its texts, every ballot."""
    bodies = {f"core-{language}.js": bundle.core(language) for language in LANGUAGES}
    bodies |= {f"more-{language}.js": bundle.more(language) for language in LANGUAGES}
    bodies |= {"phone.css": bundle.stylesheet(), "takeaway.css": takeaway.CSS, "takeaway.js": takeaway.JS}
    bodies |= {"member.css": member.CSS}
    bodies |= {
        f"ballot/{name}-{language}.js": bundle.ballot(name, language)
        for name in (*ACTIVITIES, *bundle.LATER)
        for language in LANGUAGES
    }
    bodies |= {
        f"text/{language}.json": json.dumps(bundle.texts(language), ensure_ascii=False) for language in LANGUAGES
    }
    return {name: _file(name, body.encode()) for name, body in bodies.items()}


@cache
def version() -> str:
    """A short name for these very files: a changed file is another address, so phones may keep them for good."""
    digest = sha256()
    for name, file in sorted(small_files().items()):
        digest.update(name.encode() + b"\0" + file.body)
    return digest.hexdigest()[:12]


@cache
def plotly_file() -> File | None:
    """plotly.js as the installed plotly package carries it, for the wall; None where it carries none."""
    spec = find_spec("plotly")
    folders = spec.submodule_search_locations if spec else None
    path = Path(next(iter(folders))) / "package_data" / "plotly.min.js" if folders else None
    return _file(PLOTLY, path.read_bytes()) if path and path.exists() else None


@cache
def page(name: str) -> str:
    """The template of a page: `page.html` or `kind_page.html`."""
    return (_HERE / name).read_text(encoding="utf-8")
