"""Messages survive the way through a line of JSON."""

import pytest

from briefing.article import Article, Paragraph, ParagraphKind, Span
from briefing.brief import (
    Bullet,
    BulletOrigin,
    EngineNote,
    Section,
    SectionOrigin,
    Timings,
    Verdict,
)
from briefing.engine.server import Server
from briefing.errors import WorkerError
from briefing.notes import Abbreviation, DateNote, KeyFigure, Notes, Saying
from briefing.reading.origins import AddressOrigin, FileOrigin, PastedOrigin
from briefing.settings import Options, ReadingLimits
from briefing.worker import lines, protocol

ARTICLE = Article(
    "brücke.txt",
    "0" * 64,
    (Paragraph("p1", ParagraphKind.TEXT, "Die Brücke – “closed”.\u2028 "),),
    contents=("One", "Two"),
)
BULLET = Bullet(
    "", "It closed.", (Span("p1", 0, 9),), Verdict.CHECK, 0.5, ("why",), BulletOrigin.MODEL
)
PLACE = {"evidence": Span("p1", 0, 9), "words": Span("p1", 4, 9)}
NOTES = Notes(
    (KeyFigure("40 %", "Brücken", "", **PLACE),),
    (Saying("Eva Roth", "", "closed", verbatim=True, **PLACE),),
    (DateNote("1 May", "", "closed", deadline=False, **PLACE),),
    (Abbreviation("DB", "Die Brücke", **PLACE),),
)
SECTION = Section("s1", "Titel", SectionOrigin.CONTENTS, ("p1",))


@pytest.mark.parametrize(
    "message",
    [
        protocol.Read(1, FileOrigin("/tmp/ärger.txt", "geheim")),
        protocol.Read(1, AddressOrigin("https://example.org/ä"), ReadingLimits(5.5, 2000)),
        protocol.Read(1, PastedOrigin("one\ntwo", "<p>one</p>")),
        protocol.Condense(2, ARTICLE, Options(words=12), (SECTION,), ("s1",)),
        protocol.CheckText(3, ARTICLE, "b7", "It closed.", ("p1",)),
        protocol.FindNotes(3, ARTICLE, (Span("p1", 0, 9),)),
        protocol.NotesFound(3, NOTES),
        protocol.ListModels(4),
        protocol.InstallModels(5),
        protocol.TryServer(5, Server(name="server:x", address="http://box/v1", key="k"), keep=True),
        protocol.Cancel(6),
        protocol.Ready(),
        protocol.Progress(1, 2, 3, "Condensing: Titel", "s1"),
        protocol.ArticleRead(1, ARTICLE),
        protocol.SectionsFound(1, (SECTION,)),
        protocol.EngineChosen(1, EngineNote("m", None, {}, ("http://box/v1",))),
        protocol.ServerTried(1, Server(name="server:x", address="http://box/v1"), ("a", "b")),
        protocol.SectionCondensed(1, "s1", (BULLET,)),
        protocol.KeyPointsChosen(1, ()),
        protocol.TextChecked(1, "b7", BULLET),
        protocol.ModelsListed(1, ("a",), (), ("b", "c")),
        protocol.Finished(1, EngineNote("m", "ff", {"bullets": 4}), Timings(load_s=1.5)),
        protocol.Finished(1),
        protocol.Failed(1, "There is no such file."),
        protocol.Failed(1, "It is protected.", protocol.PASSWORD),
        protocol.Stopped(1),
    ],
    ids=lambda m: type(m).__name__,
)
def test_a_message_comes_back_equal_and_takes_one_line(message):
    line = lines.encode(message)
    assert line.count(b"\n") == 1
    assert lines.decode(line) == message


@pytest.mark.parametrize("line", [b"", b"hello\n", b"[]\n", b'{"type": "Nonsense"}\n', b"{}\n"])
def test_nonsense_is_refused_with_a_sentence(line):
    with pytest.raises(WorkerError, match="unreadable"):
        lines.decode(line)


def test_origins_are_told_apart():
    bullet = Bullet("b1", "Mine.", origin=BulletOrigin.HUMAN, machine_text="Its.")
    back = lines.decode(lines.encode(protocol.TextChecked(1, "b1", bullet)))
    assert back.bullet == bullet
