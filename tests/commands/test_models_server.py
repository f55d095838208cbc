"""Servers on one's own network, as a person types it."""

import json
import sys
from argparse import Namespace

import docx
import pytest

from briefing.commands import doctor, models_server
from briefing.commands.main import main
from briefing.engine.server import Server, keep_server, load_servers, servers_file
from briefing.errors import OutsideNetwork
from briefing.resources import sample
from tests.engine import model_server


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def stand_in():
    with model_server.running() as server:
        yield server


def test_a_server_is_added_listed_described_asked_and_removed(stand_in, capsys):
    assert main(["models", "add-server", stand_in.address, "--name", "office"]) == 0
    said = capsys.readouterr().err
    assert f"server:office is added: small on {stand_in.address}." in said
    assert "used only when you name it" in said
    main(["models", "list"])
    assert f"server:office  small on {stand_in.address}" in capsys.readouterr().out
    main(["models", "info", "server:office"])
    assert "this machine" in capsys.readouterr().out
    assert main(["models", "verify", "server:office"]) == 0
    assert "server:office answers" in capsys.readouterr().out
    assert main(["models", "remove", "server:office"]) == 0
    assert load_servers() == ()
    assert main(["models", "info", "server:office"]) == 1
    assert "There is no server called" in capsys.readouterr().err


def test_of_several_models_one_must_be_chosen(stand_in, capsys):
    stand_in.models = [{"id": "a"}, {"id": "b"}]
    assert main(["models", "add-server", stand_in.address]) == 2
    assert "several models: a, b; choose one with --model" in capsys.readouterr().err
    assert main(["models", "add-server", stand_in.address, "--model", "b", "--context", "900"]) == 0
    (server,) = load_servers()
    assert (server.name, server.model, server.context) == ("server:b", "b", 900)


def test_a_key_comes_from_a_file_and_is_shown_nowhere(stand_in, capsys, tmp_path):
    stand_in.key = "sk-very-secret"
    key = tmp_path / "key.txt"
    key.write_text("sk-very-secret\n", encoding="utf-8")
    assert main(["models", "add-server", stand_in.address]) == 1
    assert main(["models", "add-server", stand_in.address, "--key-file", str(key)]) == 0
    for command in (["models", "list"], ["models", "info", "server:small"], ["doctor"]):
        main(command)
    out = tmp_path / "out.briefing"
    main(["make", str(sample("border-town.txt")), "-o", str(out), "--model", "server:small"])
    captured = capsys.readouterr()
    assert "very-secret" not in captured.out + captured.err
    assert b"very-secret" not in out.read_bytes()
    assert "very-secret" in servers_file().read_text()
    key.write_text("\n")
    assert main(["models", "add-server", stand_in.address, "--key-file", str(key)]) == 2
    key.unlink()
    assert main(["models", "add-server", stand_in.address, "--key-file", str(key)]) == 1


def test_a_failure_adds_nothing(capsys):
    assert main(["models", "add-server", "http://127.0.0.1:1"]) == 1
    assert "Nothing listens at http://127.0.0.1:1/v1" in capsys.readouterr().err
    assert main(["models", "add-server", "nonsense here"]) == 1
    assert "no address of a server" in capsys.readouterr().err
    assert load_servers() == ()


def test_a_server_outside_is_added_only_where_the_person_says_so(capsys):
    assert main(["models", "add-server", "https://93.184.216.34"]) == 1
    said = capsys.readouterr().err
    assert "would leave this machine and your network" in said
    assert "add --outside" in said
    assert main(["models", "add-server", "http://93.184.216.34", "--outside"]) == 1
    assert "only https:// is used" in capsys.readouterr().err


def test_a_person_at_a_terminal_is_asked_before_anything_goes_outside(monkeypatch):
    class Terminal:
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr("builtins.input", lambda _: "")
    arguments = Namespace(
        name="", address="https://93.184.216.34", model="", key_file=None, ask_key=False,
        context=0, parallel=4, outside=False,
    )  # fmt: skip
    with pytest.raises(OutsideNetwork, match="nothing was sent there"):
        models_server.add_server(arguments)
    assert load_servers() == ()


def test_a_briefing_made_on_a_server_names_it_in_every_format(stand_in, tmp_path, capsys):
    keep_server(Server(name="server:office", address=stand_in.address, model="small"))
    article = str(sample("border-town.txt"))
    for ending in (".json", ".docx", ".md", ".html"):
        out = tmp_path / f"out{ending}"
        assert main(["make", article, "-o", str(out), "--model", "server:office"]) == 0
    engine = json.loads((tmp_path / "out.json").read_text())["engine"]
    assert engine["model"] == "small"
    assert engine["servers"] == [stand_in.address]
    sentence = f"were sent to the language model small on the server {stand_in.address}."
    assert sentence in (tmp_path / "out.md").read_text()
    assert sentence in (tmp_path / "out.html").read_text()
    assert sentence in "\n".join(p.text for p in docx.Document(tmp_path / "out.docx").paragraphs)


def test_without_its_name_a_server_is_not_used_and_not_mentioned(stand_in, tmp_path):
    keep_server(Server(name="server:office", address=stand_in.address, model="small"))
    out = tmp_path / "out.json"
    assert main(["make", str(sample("border-town.txt")), "-o", str(out)]) == 0
    assert "servers" not in json.loads(out.read_text())["engine"]
    assert stand_in.asked == []


def test_a_server_that_was_not_added_is_told_before_the_article_is_read(tmp_path, capsys):
    out = str(tmp_path / "out.json")
    assert main(["make", str(sample("border-town.txt")), "-o", out, "--model", "server:x"]) == 1
    assert 'There is no server called "server:x"' in capsys.readouterr().err


def test_doctor_tells_of_servers_and_asks_none(stand_in):
    keep_server(Server(name="server:office", address=stand_in.address, model="small"))
    rows = {finding.thing: finding for finding in doctor.examine()}
    found = rows["Model server:office"]
    assert found.state is doctor.State.NOTE
    assert stand_in.address in found.found
    assert "verify server:office" in found.to_do
    assert "Servers' keys" not in rows
    assert stand_in.asked == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such modes")
def test_doctor_warns_where_others_can_read_the_keys(stand_in):
    keep_server(Server(name="server:office", address=stand_in.address, model="small", key="k"))
    servers_file().chmod(0o644)
    rows = {finding.thing: finding for finding in doctor.examine()}
    assert rows["Servers' keys"].state is doctor.State.MISSING
    assert rows["Servers' keys"].to_do.startswith("chmod 600 ")
