from __future__ import annotations

import pytest

from components.ui import address


def test_the_public_address_comes_first() -> None:
    assert address.phone_base("https://attune.example.org", "http://localhost:8501/") == "https://attune.example.org"


def test_the_address_the_display_was_opened_with_serves_phones_too() -> None:
    assert address.phone_base(None, "http://198.51.100.7:8501/") == "http://198.51.100.7:8501"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_an_address_of_this_machine_alone_gives_way_to_the_local_network(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "network_address", lambda: "198.51.100.9")
    assert address.phone_base(None, f"http://{host}:8501/") == "http://198.51.100.9:8501"


def test_without_a_network_there_is_no_address_to_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "network_address", lambda: None)
    assert address.phone_base(None, "http://localhost:8501/") is None


def test_the_machines_own_address_never_means_itself_alone() -> None:
    found = address.network_address()
    assert found is None or not address.is_only_here(found)


def test_a_host_that_lets_no_route_through_gets_the_streamlit_page() -> None:
    assert address.join_url("https://a.example", "K7QF2M", "phone") == "https://a.example/j/K7QF2M"
    assert address.join_url("https://a.example", "K7QF2M", "streamlit") == "https://a.example/?code=K7QF2M"


def test_what_people_type_is_short() -> None:
    assert address.typed_address("https://a.example", "phone") == "a.example/j"
    assert address.typed_address("https://a.example", "streamlit") == "a.example"
