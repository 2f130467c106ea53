"""What `deploy/`, the Dockerfile and compose.yaml say, held against the app, Caddy and each other."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from components.settings import read
from tests import caddy
from tests.deployed import UNITS, unit

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
SERVICES = sorted(path.name for path in UNITS.glob("*.service"))
SETTING = re.compile(r"ATTUNE_[A-Z_]+")


def settings_of(name: str) -> dict[str, str]:
    """An example's settings, those that are commented out too."""
    lines = re.findall(r"^#?([A-Z_]+)=(.*)$", (DEPLOY / name).read_text(), re.MULTILINE)
    return {key: value.strip('"') for key, value in lines}


def known_settings() -> set[str]:
    """What the app reads, by its table."""
    return set(re.findall(r"^\| `(ATTUNE_[A-Z_]+)`", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))


def read_by_caddy() -> set[str]:
    return set(re.findall(r"\{\$(ATTUNE_[A-Z_]+):", caddy.CADDYFILE.read_text()))


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return found


def copied() -> list[str]:
    """What the image is made of."""
    lines = [line.split() for line in (ROOT / "Dockerfile").read_text().splitlines() if line.startswith("COPY ")]
    return [source for line in lines for source in line[1:-1]]


# The proxy


def test_caddy_takes_the_file_and_would_not_write_it_otherwise() -> None:
    if reason := caddy.missing():
        pytest.skip(f"there is {reason}")
    for command in (["validate", "--adapter", "caddyfile", "--config"], ["fmt"]):
        done = subprocess.run(["caddy", *command, caddy.CADDYFILE], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    assert done.stdout == caddy.CADDYFILE.read_text()


def test_the_example_for_the_proxy_sets_what_the_proxy_reads() -> None:
    assert settings_of("caddy.env.example").keys() <= read_by_caddy()


# systemd


def test_the_example_for_processes_is_one_they_start_with(tmp_path: Path) -> None:
    example = settings_of("attune.env.example")
    assert example.keys() <= known_settings()
    set_ = {key: value for key, value in example.items() if value}
    assert read(set_).public_url == "https://" + settings_of("caddy.env.example")["ATTUNE_HOST"]


@pytest.mark.parametrize("name", SERVICES)
def test_every_process_comes_back_has_its_settings_and_may_write_to_one_folder(name: str) -> None:
    service = unit(name)["Service"]
    assert service["Restart"] == "always"
    assert service["EnvironmentFile"] == "/etc/attune/attune.env"
    assert (service["User"], service["ProtectSystem"], service["StateDirectory"]) == ("attune", "strict", "attune")
    assert settings_of("attune.env.example")["ATTUNE_COPIES"] == "/var/lib/" + service["StateDirectory"]
    assert service["StateDirectoryMode"] == "0700", "copies hold everybody's answers"
    assert unit(name)["Install"]["WantedBy"] == unit(name)["Unit"]["PartOf"] == "attune.target"


def test_systemd_understands_the_units(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("there is no systemd")
    for name in SERVICES:
        text = (UNITS / name).read_text().replace("/opt/attune/.venv/bin/python", "/bin/true")
        (tmp_path / name.replace("@", "@1")).write_text(text)
    shutil.copy(UNITS / "attune.target", tmp_path)
    files = [str(path) for path in sorted(tmp_path.iterdir())]
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *files], capture_output=True, text=True)
    assert [line for line in done.stderr.splitlines() if str(tmp_path) in line or "attune" in line] == []


# Containers


def test_containers_run_what_the_units_run() -> None:
    of_unit = shlex.split(unit("attune-phones@.service")["Service"]["ExecStart"])[1:]
    of_container = shlex.split(compose()["services"]["phones-1"]["command"])[1:]
    assert of_container == [{"127.0.0.1": "0.0.0.0", "%i": "8600"}.get(word, word) for word in of_unit]
    [pages] = re.findall(r"^CMD \[(.*)\]$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    of_unit = shlex.split(unit("attune-app@.service")["Service"]["ExecStart"])[1:]
    assert shlex.split(pages.replace(",", ""))[1:] == [
        {"127.0.0.1": "0.0.0.0", "%i": "8501"}.get(word, word) for word in of_unit
    ]


def test_the_proxy_of_the_containers_knows_them_and_nobody_else_is_reached_from_outside() -> None:
    services = compose()["services"]
    settings = services["proxy"]["environment"]
    assert settings.keys() <= read_by_caddy()
    before = [each.partition(":")[0] for key in ("ATTUNE_PHONES", "ATTUNE_APPS") for each in settings[key].split()]
    assert sorted(before) == sorted(services.keys() - {"proxy", "database"})
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]


def test_one_service_builds_the_image_and_the_others_wait_for_that() -> None:
    own = {name: service for name, service in compose()["services"].items() if service["image"] == "attune"}
    assert [name for name, service in own.items() if "build" in service] == ["app"]
    assert {service.get("pull_policy") for name, service in own.items() if name != "app"} == {"never"}


def test_containers_are_given_settings_there_are() -> None:
    text = (ROOT / "compose.yaml").read_text() + (ROOT / "Dockerfile").read_text()
    assert set(SETTING.findall(text)) <= known_settings() | read_by_caddy()
    network = compose()["networks"]["default"]["ipam"]["config"][0]["subnet"]
    for service in ("app", "phones-1", "phones-2"):
        assert compose()["services"][service]["environment"]["ATTUNE_TRUSTED_PROXIES"] == network


@pytest.mark.slow
def test_an_image_has_everything_that_runs_and_nothing_that_is_secret(tmp_path: Path) -> None:
    for source in copied():
        place = tmp_path / source
        place.parent.mkdir(exist_ok=True)
        (shutil.copytree if (ROOT / source).is_dir() else shutil.copy)(ROOT / source, place)
    kept = {line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] == "!"}
    assert kept == set(copied())
    assert not list(tmp_path.glob("**/secrets.toml"))
    environment = {"ATTUNE_DATABASE": str(tmp_path / "attune.db"), "PATH": "/usr/bin:/bin"}
    for start in ("import app; app.app", "import components.phone.app as lane; lane.app"):
        done = subprocess.run([sys.executable, "-c", start], cwd=tmp_path, env=environment, capture_output=True)
        assert done.returncode == 0, done.stderr
