"""What is known of servers, and how it is kept."""

import ipaddress
import json
import os
import stat

import pytest

from briefing.engine.server import (
    Server,
    address_of,
    find_server,
    forget_server,
    is_own,
    is_server_name,
    keep_server,
    key_of,
    load_servers,
    server_name,
    servers_file,
)
from briefing.errors import ModelMissing, ServerError

OFFICE = Server(
    name="server:office", address="http://192.168.1.5:8000/v1", model="small", key="secret-words"
)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("192.168.1.5:8000", "http://192.168.1.5:8000/v1"),
        ("http://localhost:11434", "http://localhost:11434/v1"),
        ("localhost:11434/v1/", "http://localhost:11434/v1"),
        ("https://models.example/llm/v1", "https://models.example/llm/v1"),
        ("[fd00::1]:8080", "http://[fd00::1]:8080/v1"),
        (" HTTP://Box:80 ", "http://box:80/v1"),
        ("http://bücher.example", "http://xn--bcher-kva.example/v1"),
    ],
)
def test_an_address_is_understood_as_people_type_it(typed, address):
    assert address_of(typed) == address
    assert address_of(address) == address


@pytest.mark.parametrize(
    "typed",
    ["", "http://", "ftp://box", "http://box:99999", "http://box:0", "http://box/v1?a=b",
     "http://two words", "http://box/v1#there", "http://[::1", "http://bo\r\nx/é"],
)  # fmt: skip
def test_what_can_be_no_address_is_refused_in_a_sentence(typed):
    with pytest.raises(ServerError, match="no address of a server"):
        address_of(typed)


def test_an_address_with_a_password_is_refused_for_it_would_be_shown():
    with pytest.raises(ServerError, match="without a user name and a password") as error:
        address_of("http://anna:hidden@box:8000")
    assert "hidden" not in str(error.value)


def test_a_name_begins_with_server_so_that_it_can_be_no_models():
    assert server_name("office") == "server:office"
    assert server_name("server:office") == "server:office"
    assert is_server_name("server:office")
    assert not is_server_name("office")
    for bad in ("", "../x", "Big Box", "server:", "server:a:b"):
        with pytest.raises(ServerError, match="can be no name"):
            server_name(bad)


def test_a_key_is_one_line_of_plain_signs():
    assert key_of(" sk-12_ab\n") == "sk-12_ab"
    assert key_of("") == ""
    for bad in ("two words", "a\r\nHost: b", "schlüssel"):
        with pytest.raises(ServerError, match="one line of plain letters"):
            key_of(bad)


@pytest.mark.parametrize(
    ("number", "is_one"),
    [
        ("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("10.1.2.3", True),
        ("172.16.0.1", True), ("172.32.0.1", False), ("192.168.255.1", True), ("fd12::1", True),
        ("fe80::1", True), ("169.254.7.7", True), ("::ffff:192.168.1.1", True),
        ("::ffff:93.184.216.34", False), ("93.184.216.34", False), ("2001:db8::1", False),
        ("100.64.0.1", False), ("198.18.0.1", False), ("::", False), ("224.0.0.1", False),
        ("192.0.2.1", False), ("255.255.255.255", False), ("64:ff9b::7f00:1", False),
    ],
)  # fmt: skip
def test_only_this_machine_and_private_networks_are_ones_own(number, is_one):
    assert is_own(ipaddress.ip_address(number)) is is_one


def test_servers_are_kept_found_replaced_and_forgotten():
    assert load_servers() == ()
    other = Server(name="server:home", address="http://localhost:11434/v1", model="tiny")
    keep_server(OFFICE)
    keep_server(other)
    assert load_servers() == (other, OFFICE)
    keep_server(Server(name="server:home", address="http://localhost:8080/v1", model="tiny"))
    assert find_server("server:home").address == "http://localhost:8080/v1"
    forget_server("server:home")
    assert load_servers() == (OFFICE,)
    with pytest.raises(ModelMissing, match="no server called"):
        forget_server("server:home")


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such modes")
def test_the_file_with_the_keys_is_for_nobody_else_to_read(home):
    home.mkdir()
    servers_file().write_text("{}", encoding="utf-8")
    servers_file().chmod(0o644)
    keep_server(OFFICE)
    assert stat.S_IMODE(servers_file().stat().st_mode) == 0o600
    assert [p.name for p in home.iterdir()] == ["servers.json"]


def test_a_key_is_not_shown_with_its_server():
    assert "secret" not in repr(OFFICE)
    assert "secret" not in str([OFFICE])


@pytest.mark.parametrize(
    "change",
    [{"address": "file:///etc"}, {"key": "a b"}, {"name": "x"}, {"context": "9"}, {"more": 1},
     {"outside": 1}],
)  # fmt: skip
def test_a_file_that_no_person_could_have_made_counts_as_none(change):
    keep_server(OFFICE)
    data = json.loads(servers_file().read_text())
    data["servers"][0] |= change
    servers_file().write_text(json.dumps(data))
    if change != {"name": "x"}:
        assert load_servers() == ()
    else:
        assert [s.name for s in load_servers()] == ["server:x"]


def test_whether_a_server_is_on_this_very_machine_is_told_by_its_address():
    def is_here(address):
        return Server(name="server:x", address=address_of(address)).is_here

    assert all(map(is_here, ("localhost:1", "127.0.0.1:1", "[::1]:1")))
    assert not any(map(is_here, ("192.168.1.5", "box", "fd00.example")))
