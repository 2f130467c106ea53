"""What a clone of this repository promises: it installs, starts, is checked and looks the same everywhere."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions, version
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from streamlit import config as streamlit_config

ROOT = Path(__file__).resolve().parents[1]
OURS = {"app", "pages", "components", "db", "tests", "benchmarks"}
FOLDERS = ("components", "db", "pages")
LISTS = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)(?: ; (?P<marker>.+?))? \\$")
HASH = re.compile(r"^    --hash=(sha256:[0-9a-f]{64})(?: \\)?$")


@cache
def toml(name: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / name).read_text(encoding="utf-8"))


def pins(name: str) -> dict[str, tuple[Requirement, frozenset[str]]]:
    """Every pin of a requirements file with its hashes; a line that is neither fails."""
    found: dict[str, tuple[Requirement, frozenset[str]]] = {}
    current = ""
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if pin := PIN.match(line):
            current = canonicalize_name(pin["name"])
            marker = f" ; {pin['marker']}" if pin["marker"] else ""
            found[current] = (Requirement(f"{pin['name']}=={pin['version']}{marker}"), frozenset())
        else:
            digest = HASH.match(line)
            assert digest, f"{name}: neither a pin nor a hash: {line!r}"
            requirement, hashes = found[current]
            found[current] = (requirement, hashes | {digest[1]})
    return found


def ranges(*extras: str) -> dict[str, Requirement]:
    """What pyproject.toml asks for, by name."""
    project = toml("pyproject.toml")["project"]
    wanted = [*project["dependencies"], *(each for extra in extras for each in project["optional-dependencies"][extra])]
    return {canonicalize_name(requirement.name): requirement for requirement in map(Requirement, wanted)}


def sources(*places: str) -> list[Path]:
    found = [ROOT / place for place in places if place.endswith(".py") and (ROOT / place).exists()]
    return found + [path for place in places for path in sorted((ROOT / place).glob("**/*.py"))]


def imported(path: Path) -> set[str]:
    """The top-level names a module imports from outside itself, at any depth of its code."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names - set(sys.stdlib_module_names) - OURS


def unnamed(paths: list[Path], asked_for: dict[str, Requirement]) -> list[str]:
    """Each third-party import whose distribution is not asked for by name."""
    distributions = packages_distributions()
    return [
        f"{path.relative_to(ROOT)}: {name}"
        for path in paths
        for name in sorted(imported(path))
        if not {canonicalize_name(each) for each in distributions.get(name, [name])} & asked_for.keys()
    ]


def kept_files() -> list[Path]:
    """The files that are, or would be, under version control."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in sorted(set(listed.split("\0"))) if name and (path := ROOT / name).is_file()]


@pytest.mark.parametrize("name", LISTS)
def test_every_requirement_is_pinned_with_hashes_and_no_line_names_an_index(name: str) -> None:
    found = pins(name)
    assert found
    assert [pin for pin, (_, hashes) in found.items() if not hashes] == []


def test_what_tests_install_holds_what_the_app_installs_to_the_hash() -> None:
    app, everything = ({name: (pin.specifier, hashes) for name, (pin, hashes) in pins(each).items()} for each in LISTS)
    assert {name: everything.get(name) for name in app} == app


@pytest.mark.parametrize(("name", "extras"), [("requirements.txt", ()), ("requirements-dev.txt", ("dev",))])
def test_pins_lie_within_the_ranges_of_the_project(name: str, extras: tuple[str, ...]) -> None:
    found = pins(name)
    for wanted, requirement in ranges(*extras).items():
        assert wanted in found, f"{wanted} is not in {name}: make pin"
        (pin,) = found[wanted][0].specifier
        assert requirement.specifier.contains(pin.version), f"{wanted} {pin.version} is not {requirement.specifier}"


def test_tests_run_with_the_pinned_versions() -> None:
    wanted = {
        name: pin for name, (pin, _) in pins("requirements-dev.txt").items() if not pin.marker or pin.marker.evaluate()
    }
    assert {name: f"=={version(name)}" for name in wanted} == {name: str(pin.specifier) for name, pin in wanted.items()}


def test_every_third_party_import_of_the_app_is_named_in_the_project() -> None:
    assert unnamed(sources("app.py", *FOLDERS), ranges()) == []


def test_every_third_party_import_of_the_tests_is_named_in_the_project() -> None:
    assert unnamed(sources("tests", "benchmarks"), ranges("dev")) == []


def test_setting_up_needs_nothing_but_python() -> None:
    assert imported(ROOT / ".ci" / "make.py") == set()


def test_an_unknown_command_is_answered_with_the_ones_there_are() -> None:
    done = subprocess.run([sys.executable, ROOT / ".ci" / "make.py", "nonsense"], capture_output=True, text=True)
    assert done.returncode == 1
    for command in ("run", "test", "setup", "lint", "pin"):
        assert f"make.py {command} " in done.stderr


def test_continuous_integration_runs_what_a_developer_runs() -> None:
    script = ROOT / ".ci" / "run"
    commands = [line for line in script.read_text().splitlines() if line and not line.startswith("#")]
    assert commands == [
        "set -euo pipefail",
        'cd "$(dirname "$0")/.."',
        "exec make --no-print-directory test </dev/null",
    ]
    assert os.access(script, os.X_OK)
    assert "python3 .ci/make.py test" in (ROOT / "Makefile").read_text().replace("$(PYTHON)", "python3")


def test_streamlit_is_set_to_carry_a_room() -> None:
    settings = toml(".streamlit/config.toml")
    assert settings["runner"]["postScriptGC"] is False
    assert settings["server"]["fileWatcherType"] == "none"
    assert settings["server"]["showEmailPrompt"] is False
    assert settings["server"]["maxMessageSize"] <= 8
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["logger"]["hideWelcomeMessage"] is True
    assert settings["global"]["minCachedMessageSize"] > settings["server"]["maxMessageSize"] * 2**20


def test_streamlit_is_set_to_be_careful() -> None:
    settings = toml(".streamlit/config.toml")
    assert settings["server"]["enableXsrfProtection"] is True
    assert settings["server"]["enableCORS"] is True
    assert settings["server"]["enableStaticServing"] is False
    assert settings["server"]["enableAgentApi"] is False
    assert settings["client"]["toolbarMode"] == "minimal"
    assert settings["client"]["showErrorDetails"] == "type"


def options(section: dict[str, Any], prefix: str = "") -> set[str]:
    """Every option a config file sets, as `section.name`."""
    names: set[str] = set()
    for key, value in section.items():
        names |= options(value, f"{prefix}{key}.") if isinstance(value, dict) else {f"{prefix}{key}"}
    return names


def test_streamlit_knows_every_option_set() -> None:
    assert options(toml(".streamlit/config.toml")) - set(streamlit_config.get_config_options()) == set()


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two `#rrggbb` colours, 1 to 21."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_words_can_be_read_in_both_themes(mode: str) -> None:
    theme = toml(".streamlit/config.toml")["theme"][mode]
    for paper in (theme["backgroundColor"], theme["secondaryBackgroundColor"]):
        for ink in (theme["textColor"], theme["linkColor"], theme["grayTextColor"]):
            assert contrast(ink, paper) >= 4.5, (ink, paper)
    assert contrast(theme["greenTextColor"], theme["greenBackgroundColor"]) >= 4.5
    assert contrast("#FFFFFF", theme["primaryColor"]) >= 4.5
    assert contrast(theme["primaryColor"], theme["backgroundColor"]) >= 3


def test_the_example_of_secrets_is_one_that_can_be_read() -> None:
    commented = (ROOT / ".streamlit/secrets.toml.example").read_text(encoding="utf-8")
    lines = [line.removeprefix("# ") for line in commented.splitlines() if re.match(r"# [A-Z_]+ = ", line)]
    assert lines
    example = tomllib.loads("\n".join(lines))
    read_by_the_app = "\n".join(path.read_text(encoding="utf-8") for path in sources("app.py", *FOLDERS))
    assert [key for key in example if f'"{key}"' not in read_by_the_app] == []


def test_the_licence_is_the_one_the_project_names() -> None:
    assert toml("pyproject.toml")["project"]["license"] == "Apache-2.0"
    text = (ROOT / "LICENSE").read_text()
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_no_file_speaks_of_one_machine_or_of_where_packages_come_from() -> None:
    places = [f"/{folder}/" for folder in ("work", "root")]
    hosts = [f"{host}.org" for host in ("pypi", "pythonhosted", "npmjs", "deb.debian")]
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in kept_files()
        for word in (*places, *hosts)
        if word in path.read_text(encoding="utf-8", errors="ignore")
    ]
    assert found == []
