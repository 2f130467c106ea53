from __future__ import annotations

import re
from pathlib import Path

import pytest

from components.settings import Settings, WrongSetting, read

ROOT = Path(__file__).parents[1]


def test_a_missing_secret_key_is_made_beside_the_database(tmp_path: Path) -> None:
    environment = {"ATTUNE_DATABASE": str(tmp_path / "data" / "a.db")}
    first = read(environment)
    assert len(first.secret_key or "") >= 32
    assert read(environment).secret_key == first.secret_key
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("ATTUNE_DATABASE", "mysql://here"),
        ("ATTUNE_DATABASE", "."),
        ("ATTUNE_SECRET_KEY", "short"),
        ("ATTUNE_PUBLIC_URL", "attune.example.org"),
        ("ATTUNE_LANGUAGE", "fr"),
        ("ATTUNE_FIRST_PASSWORD", "short"),
        ("ATTUNE_DISK", "gone"),
        ("ATTUNE_METRICS_TOKEN", "short"),
        ("ATTUNE_LOG", "xml"),
    ],
)
def test_a_wrong_value_stops_the_start_with_one_sentence(tmp_path: Path, key: str, value: str) -> None:
    environment = {"ATTUNE_DATABASE": str(tmp_path / "a.db"), key: value}
    with pytest.raises(WrongSetting) as stopped:
        read(environment)
    assert str(stopped.value).startswith(f"{key}: ")
    assert str(stopped.value).count("\n") == 0


def test_the_public_address_loses_its_last_slash(tmp_path: Path) -> None:
    environment = {"ATTUNE_DATABASE": str(tmp_path / "a.db"), "ATTUNE_PUBLIC_URL": "https://attune.example.org/"}
    assert read(environment).public_url == "https://attune.example.org"


@pytest.mark.parametrize(
    ("environment", "is_wiped"),
    [
        ({}, False),
        ({"HOSTNAME": "streamlit"}, True),
        ({"HOSTNAME": "laptop"}, False),
        ({"DYNO": "web.1"}, True),
        ({"K_SERVICE": "attune"}, True),
        ({"SPACE_ID": "somebody/attune"}, True),
        ({"HOSTNAME": "streamlit", "ATTUNE_DISK": "kept"}, False),
        ({"ATTUNE_DISK": "wiped"}, True),
        ({"ATTUNE_DISK": "wiped", "ATTUNE_DATABASE": "postgresql://db.example.org/attune"}, False),
    ],
)
def test_a_file_on_a_disk_that_will_be_wiped_is_known(
    tmp_path: Path, environment: dict[str, str], is_wiped: bool
) -> None:
    assert read({"ATTUNE_DATABASE": str(tmp_path / "a.db"), **environment}).will_be_wiped is is_wiped


def test_the_readme_lists_every_setting() -> None:
    source = (ROOT / "components" / "settings.py").read_text(encoding="utf-8")
    keys = set(re.findall(r"ATTUNE_[A-Z_]+", source))
    assert len(keys) == len(Settings.__dataclass_fields__)
    table = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {key for key in keys if f"`{key}`" not in table} == set()
