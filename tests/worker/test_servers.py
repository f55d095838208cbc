"""The worker and a server on the person's own network; installing beside other work."""

import json
import re
import threading

import pytest

from briefing.brief import BulletOrigin, Section, SectionOrigin, Verdict
from briefing.checking.source import parse_source
from briefing.condensing.condense import Condenser
from briefing.engine.server import Server, load_servers
from briefing.engine.server_model import ServerLanguageModel
from briefing.reading.origins import FileOrigin
from briefing.reading.registry import read_origin
from briefing.settings import Options
from briefing.worker import protocol
from briefing.worker.protocol import Cancel, CheckText, Condense, InstallModels, TryServer
from tests.engine import hub_server, model_server
from tests.worker.test_process import Worker, read_sample


@pytest.fixture
def stand_in():
    with model_server.running() as server:
        yield server


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def worker(home):
    worker = Worker()
    watchdog = threading.Timer(300, worker.process.kill)
    watchdog.start()
    assert worker.next() == protocol.Ready()
    yield worker
    watchdog.cancel()
    if worker.process.poll() is None:
        worker.close()


def add(worker, stand_in, job=10):
    server = Server(name="server:office", address=stand_in.address, key="sk-secret")
    worker.send(TryServer(job, server, keep=True))
    tried, listed, finished = worker.until_end(job)
    assert finished == protocol.Finished(job)
    assert listed.servers == ("server:office",)
    return tried.server


def test_a_server_is_tried_out_and_kept_only_if_that_is_wanted(worker, stand_in, home):
    stand_in.models = [{"id": "a"}, {"id": "b", "max_model_len": 512}]
    server = Server(name="", address=stand_in.address)
    worker.send(TryServer(1, server, keep=True))
    tried, _ = worker.until_end(1)
    assert tried.models == ("a", "b")
    assert tried.server.model == ""
    worker.send(TryServer(2, Server(name="", address=stand_in.address, model="b")))
    tried, _ = worker.until_end(2)
    assert (tried.server.name, tried.server.context) == ("server:b", 512)
    assert load_servers() == ()
    worker.send(TryServer(3, tried.server, keep=True))
    worker.until_end(3)
    assert [s.model for s in load_servers()] == ["b"]


def test_what_is_wrong_with_a_server_is_told_and_whether_it_is_outside(worker, stand_in):
    stand_in.key = "sk-right"
    worker.send(TryServer(1, Server(name="", address=stand_in.address)))
    (failed,) = worker.until_end(1)
    assert "asks for a key" in failed.sentence
    assert failed.kind == ""
    worker.send(TryServer(2, Server(name="", address="https://93.184.216.34")))
    (failed,) = worker.until_end(2)
    assert "would leave this machine and your network" in failed.sentence
    assert failed.kind == protocol.OUTSIDE


def test_a_trial_can_be_cancelled(worker, stand_in):
    stand_in.silent = True
    worker.send(TryServer(1, Server(name="", address=stand_in.address)))
    assert stand_in.reached.wait(60)
    worker.send(Cancel(1))
    assert worker.until_end(1) == [protocol.Stopped(1)]
    assert stand_in.left.wait(60)


def shortened(message):
    """A good answer: a sentence without its asides between commas."""
    return re.sub(r", (?:which|who|and)[^,.]*,", "", message.rpartition("\n\n")[2])


def test_a_briefing_is_written_on_a_server_and_says_so_before_a_word_is_sent(worker, stand_in):
    add(worker, stand_in)
    stand_in.bodies.clear()
    article = read_sample(worker)
    worker.send(Condense(2, article, Options(model="server:office")))
    events = telling_and_chosen(worker.until_end(2))
    _, chosen, *_, finished = events
    assert isinstance(chosen, protocol.EngineChosen)
    assert chosen.engine.model == "small"
    assert chosen.engine.servers == (stand_in.address,)
    assert finished.engine == chosen.engine
    assert len(stand_in.bodies) > 3
    assert "sk-secret" not in json.dumps(finished.engine.settings)


def telling_and_chosen(events):
    return [e for e in events if not isinstance(e, protocol.Progress)]


def test_nothing_is_sent_unless_the_server_is_chosen_by_its_name(worker, stand_in):
    add(worker, stand_in)
    stand_in.asked.clear()
    article = read_sample(worker)
    for job, name in enumerate(("default", "extract"), 2):
        worker.send(Condense(job, article, Options(model=name)))
        finished = worker.until_end(job)[-1]
        assert finished.engine.model == "extract"
        assert finished.engine.servers == ()
    worker.send(CheckText(9, article, "b1", "The border town has 12,400 people."))
    worker.until_end(9)
    worker.send(Condense(10, article, Options(model="small")))
    assert "No model called" in worker.until_end(10)[-1].sentence
    assert stand_in.asked == []


@pytest.mark.parametrize(
    "lie",
    [
        "Aliens have landed in the town on Monday and taken the bridge with them.",
        "The border town has 99,999 people.",
        "",
        "I cannot help with that.",
        "\x00\x01",
        "<b>" * 500,
    ],
)
def test_what_a_server_invents_does_not_get_into_a_briefing(worker, stand_in, lie):
    add(worker, stand_in)
    stand_in.answer = lambda _: lie
    article = read_sample(worker)
    worker.send(Condense(2, article, Options(model="server:office")))
    events = worker.until_end(2)
    bullets = [b for e in events if isinstance(e, protocol.SectionCondensed) for b in e.bullets]
    assert bullets
    assert not any(b.origin is BulletOrigin.MODEL for b in bullets)
    assert not any(lie and lie in b.text for b in bullets)


@pytest.mark.model
def test_what_a_server_writes_well_is_taken(stand_in, grammar, tmp_path):
    article = plain_article(
        tmp_path,
        "The harbour board, which met on Tuesday evening after many weeks of delay, said that it "
        "may close the eastern pier by March unless repairs begin soon in the whole harbour.",
    )
    stand_in.answer = lambda _: "The harbour board may close the eastern pier by March."
    assert origins(stand_in, article, grammar) == {BulletOrigin.EXTRACT}  # "unless" is lost
    stand_in.answer = shortened
    assert origins(stand_in, article, grammar) == {BulletOrigin.MODEL}


def plain_article(folder, text):
    path = folder / "harbour.txt"
    path.write_text(f"Harbour\n\n{text}\n", encoding="utf-8")
    return read_origin(FileOrigin(str(path)))


def origins(stand_in, article, grammar):
    """Who worded the bullets of an article whose model is on the server."""
    server = Server(name="server:x", address=stand_in.address, model="small")
    condenser = Condenser(
        source=parse_source(article, grammar),
        options=Options(),
        grammar=grammar,
        model=ServerLanguageModel(server),
    )
    whole = Section("s1", "Harbour", SectionOrigin.WHOLE, tuple(p.id for p in article.body))
    return {b.origin for _, bullets in condenser.condense([whole]) for b in bullets}


def test_a_server_that_fails_in_the_middle_ends_the_job_with_a_sentence_and_keeps_what_came(
    worker, stand_in
):
    add(worker, stand_in)
    asked = []

    def answer(message):
        asked.append(message)
        if len(asked) > 4:
            stand_in.status = 500
        return "No."

    stand_in.answer = answer
    article = read_sample(worker)
    worker.send(Condense(2, article, Options(model="server:office")))
    events = worker.until_end(2)
    assert "has a fault of its own (500" in events[-1].sentence
    assert any(isinstance(e, protocol.SectionCondensed) for e in events)


def test_condensing_is_cancelled_in_the_middle_of_an_answer(worker, stand_in):
    add(worker, stand_in)
    stand_in.reached.clear()
    stand_in.holds = True
    article = read_sample(worker)
    worker.send(Condense(2, article, Options(model="server:office")))
    assert stand_in.reached.wait(120)
    worker.send(Cancel(2))
    assert isinstance(worker.until_end(2)[-1], protocol.Stopped)
    assert stand_in.left.wait(60)


def test_a_changed_address_is_used_at_once(worker, stand_in):
    add(worker, stand_in)
    article = read_sample(worker)
    worker.send(Condense(2, article, Options(model="server:office")))
    worker.until_end(2)
    before = len(stand_in.bodies)
    with model_server.running() as other:
        add(worker, other, job=11)
        worker.send(Condense(3, article, Options(model="server:office")))
        assert worker.until_end(3)[-1].engine.servers == (other.address,)
        assert len(other.bodies) > 3
    assert len(stand_in.bodies) == before


def test_an_article_is_condensed_while_a_model_is_installed(home, monkeypatch, tmp_path):
    """The download is held in its middle until the briefing is ready."""
    with hub_server.running() as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        repo = tmp_path / "repo"
        repo.mkdir()
        (repo / "config.json").write_text('{"architectures": ["LlamaForCausalLM"]}')
        (repo / "tokenizer.json").write_text("{}")
        (repo / "model.safetensors").write_bytes(bytes(300_000))
        hub.add("somebody/large", repo)
        hub.holds_at = 100_000
        worker = Worker()
        try:
            assert worker.next() == protocol.Ready()
            article = read_sample(worker, job=2)
            worker.send(InstallModels(1, "somebody/large"))
            assert hub.reached.wait(120)
            worker.send(Condense(3, article, Options()))
            events = worker.until_end(3)
            assert isinstance(events[-1], protocol.Finished)
            assert not any(isinstance(e, protocol.Finished) and e.job == 1 for e in events)
            worker.send(Cancel(1))
            assert worker.until_end(1)[-1] == protocol.Stopped(1)
        finally:
            worker.close()


def test_a_verdict_is_worked_out_here_even_with_a_server(worker, stand_in):
    add(worker, stand_in)
    stand_in.bodies.clear()
    article = read_sample(worker)
    worker.send(CheckText(2, article, "b9", "The border town has 12,400 people."))
    checked, _ = worker.until_end(2)
    assert checked.bullet.verdict is not Verdict.SUPPORTED
    assert stand_in.bodies == []
