"""Who may import whom, as CONTRIBUTING.md draws it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ENTRIES = {"app", "db.__main__"}
OWN = ("components", "db", "pages", "app")

ALLOWED: dict[str, tuple[str, ...]] = {
    "pages": ("components", "db"),
    "components.ui": (
        "components.live", "components.accounts", "components.passwords", "components.activities", "components.charts",
        "components.phone", "components.history", "components.imports", "components.charter", "components.reports",
        "components.leading", "components.account_forms", "components.text", "components.settings", "components.ui",
        "components.templates", "components.exports", "components.takeaway", "components.themes",
        "components.network", "components.page_turn", "components.directory",
        "components.library", "components.goals", "db",
    ),
    **dict.fromkeys(
        ("components.accounts", "components.account_forms", "components.account_cookie", "components.credentials",
         "components.passwords", "components.welcome"),
        ("components.accounts", "components.account_forms", "components.account_cookie", "components.credentials",
         "components.passwords", "components.live.origins", "components.live.secret", "components.live.store",
         "components.network", "components.page_turn", "components.text",
         "components.settings", "db"),
    ),
    "components.phone": (
        "components.phone", "components.live", "components.activities", "components.headers", "components.network",
        "components.text", "components.settings", "components.takeaway", "components.member", "components.logs",
        "components.library", "db",
    ),
    "components.library": (
        "components.library", "components.live", "components.activities", "components.themes", "components.exports",
        "components.account_cookie", "components.text", "db",
    ),
    "components.member": ("components.member", "components.live", "components.activities", "components.text", "db"),
    "components.live": (
        "components.live", "components.activities", "components.matching", "components.templates",
        "components.settings", "components.wordlist", "components.network", "db",
    ),
    "components.history": (
        "components.history", "components.themes", "components.live", "components.activities", "components.charts",
        "components.stats", "components.text", "components.settings", "db",
    ),
    "components.leading": ("components.leading", "db"),
    "components.themes": ("components.themes", "components.live", "components.activities", "db"),
    "components.imports": ("components.imports", "components.live", "components.activities", "db"),
    "components.reports": (
        "components.reports", "components.history", "components.live", "components.takeaway", "components.exports",
        "components.activities", "components.charts", "components.goals", "components.text", "components.settings",
        "db",
    ),
    "components.directory": (
        "components.directory", "components.takeaway", "components.live", "components.activities", "components.charts",
        "components.stats", "components.history", "components.goals", "components.text", "db",
    ),
    "components.exports": ("components.live", "components.activities", "components.text", "db"),
    "components.takeaway": (
        "components.takeaway", "components.live", "components.activities", "components.text", "db",
    ),
    "components.templates": ("components.templates", "components.activities"),
    "components.goals": (
        "components.goals", "components.history", "components.stats", "components.activities.measure",
        "components.exports", "components.text", "db",
    ),
    "components.charter": ("components.charter", "components.activities.base", "components.history", "db"),
    "components.demo": (
        "components.demo", "components.charter", "components.live", "components.activities", "components.matching",
        "components.templates", "components.themes", "components.leading", "components.passwords", "components.text",
        "components.directory", "components.library", "components.goals", "db",
    ),
    "components.matching": ("components.matching",),
    "components.charts": ("components.charts", "components.stats", "components.text"),
    "components.stats": ("components.stats",),
    "components.text": ("components.text",),
    "components.settings": ("components.settings",),
    "components.wordlist": ("components.wordlist",),
    "components.headers": ("components.settings", "components.network"),
    "components.network": ("components.settings",),
    "components.page_turn": (),
    "components.logs": ("db",),
    "db": ("db",),
}  # fmt: skip
WITHIN_A_KIND: dict[str, tuple[str, ...]] = {
    "model": ("components.stats", "components.activities.base", "components.activities.measure",
              "components.activities.joined", "components.activities.matches",
              "components.activities.shapes",
              "components.activities.taken", "components.activities.written"),
    "chart": ("components.charts", "components.stats", "components.text", "components.activities.base",
              "components.activities.matches", "components.activities.written"),
    "views": ("components.ui", "components.text", "components.activities.base", "components.activities.shapes"),
    "paper": ("components.text", "components.activities.base", "components.activities.paper"),
}  # fmt: skip
WITHIN_A_KIND["sentences"] = WITHIN_A_KIND["chart"]
NO_STREAMLIT = (
    "components.phone", "components.live", "components.charts", "components.stats", "components.text",
    "components.settings", "components.templates", "components.exports", "components.takeaway", "components.demo",
    "components.leading", "components.member", "components.wordlist", "components.history", "components.themes",
    "components.imports", "components.reports", "components.logs", "components.charter", "components.matching",
    "components.directory", "components.library", "components.goals", "db",
)  # fmt: skip


@cache
def modules() -> dict[str, Path]:
    """Every module of the product, by its dotted name."""
    files = [ROOT / "app.py", *(path for top in OWN[:3] for path in sorted((ROOT / top).rglob("*.py")))]
    found = {}
    for path in files:
        parts = list(path.relative_to(ROOT).with_suffix("").parts)
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> set[str]:
    """The dotted names a module imports anywhere in it."""
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def lies_in(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def allowed_for(module: str) -> tuple[str, ...] | None:
    """What a module may import of our own, None for an entry point."""
    if module in ENTRIES:
        return None
    parts = module.split(".")
    if parts[:2] == ["components", "activities"]:
        if len(parts) < 3 or parts[2] in (
            "base",
            "joined",
            "matches",
            "measure",
            "paper",
            "registry",
            "shapes",
            "taken",
            "written",
        ):
            return ("components.activities",)
        kind = ".".join(parts[:3])
        role = parts[3] if len(parts) > 3 else ""
        return (kind, *WITHIN_A_KIND.get(role, WITHIN_A_KIND["model"]))
    return next(packages for top, packages in ALLOWED.items() if lies_in(module, (top,)))


@pytest.mark.parametrize("module", sorted(modules()))
def test_a_module_imports_only_what_it_may(module: str) -> None:
    allowed = allowed_for(module)
    if allowed is None:
        return
    own = {name for name in imports(modules()[module]) if lies_in(name, OWN)}
    assert {name for name in own if not lies_in(name, allowed)} == set()


@pytest.mark.parametrize("module", sorted(modules()))
def test_streamlit_stays_out_of_what_runs_without_it(module: str) -> None:
    is_pure = lies_in(module, NO_STREAMLIT) or module.endswith((".model", ".chart", ".presets"))
    uses = any(lies_in(name, ("streamlit",)) for name in imports(modules()[module]))
    assert not (is_pure and uses)


def test_only_accounts_imports_the_authenticator() -> None:
    users = [name for name, path in modules().items() if any("streamlit_authenticator" in i for i in imports(path))]
    assert [name for name in users if not lies_in(name, ("components.accounts",))] == []
    assert users


def test_the_phone_lane_needs_neither_streamlit_nor_plotly() -> None:
    script = (
        "import sys, components.phone.routes, components.phone.bundle\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'streamlit', 'plotly', 'scipy'}))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nobody_outside_a_kinds_folder_asks_for_its_name() -> None:
    kinds = {path.parent.name for path in (ROOT / "components" / "activities").glob("*/model.py")}
    assert kinds
    askers = []
    for module, path in modules().items():
        if lies_in(module, ("components.activities", "components.demo", "components.templates")):
            continue
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Compare):
                constants = {c.value for c in ast.walk(node) if isinstance(c, ast.Constant)}
                if constants & kinds:
                    askers.append(f"{module}:{node.lineno}")
    assert askers == []


def test_no_module_is_called_after_nothing() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
    assert {name for name in modules() if name.split(".")[-1] in vague} == set()


def test_every_public_function_says_what_it_does() -> None:
    silent = []
    for module, path in modules().items():
        for node in [] if module == "db.versions" else tree_of(path).body:
            if isinstance(node, ast.FunctionDef) and len(node.body) > 4 and not ast.get_docstring(node):
                silent += [] if node.name.startswith("_") else [f"{module}.{node.name}"]
    assert silent == []


def test_both_languages_have_every_text() -> None:
    from components.text import LANGUAGES, catalog

    areas = {path.stem for path in (ROOT / "components" / "text").glob("*/*.po")}
    assert {"phone", "display", "errors", "control"} <= areas
    for area in areas:
        keys = {language: set(catalog(language, area)) for language in LANGUAGES}
        assert keys["en"] == keys["es"], area
        assert all(text for language in LANGUAGES for text in catalog(language, area).values()), area


def test_a_text_has_the_same_gaps_in_both_languages() -> None:
    from components.text import LANGUAGES, catalog

    found = 0
    for area in {path.stem for path in (ROOT / "components" / "text").glob("*/*.po")}:
        for name in catalog("en", area):
            gaps = [set(re.findall(r"{(\w+)}", catalog(language, area)[name])) for language in LANGUAGES]
            assert gaps[0] == gaps[1], f"{area}.{name}"
            found += len(gaps[0])
    assert found > 100
