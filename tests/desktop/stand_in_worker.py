"""A worker without models, for tests: it speaks the protocol and answers with fixed bullets.

    python stand_in_worker.py [--delay SECONDS] [--no-model] [--hold]

It cuts every article into three sections, each with two bullets that are the first words of a
paragraph. ``--delay`` passes before each bullet-giving step, ``--hold`` waits in the second section
until it is cancelled. A statement with the word CRASH ends the process, one with the word WRONG is
found unsupported.

What is read is taken line by line, the first as the title. Some first lines ask for more:
``PROTECTED word`` for a password, ``HEAVY`` for wider limits, ``SLOW`` to be cancelled on page 12;
``BROKEN`` cannot be read and ``FATAL`` ends the process. Addresses give a page of its own.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import threading
import time
from collections import deque
from dataclasses import replace
from pathlib import Path

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
from briefing.notes import Abbreviation, DateNote, KeyFigure, Notes, Saying
from briefing.reading.origins import CLIPBOARD, AddressOrigin, FileOrigin, Origin, PastedOrigin
from briefing.settings import ReadingLimits
from briefing.worker import lines
from briefing.worker import protocol as say

parser = argparse.ArgumentParser()
parser.add_argument("--delay", type=float, default=0.0)
parser.add_argument("--no-model", action="store_true")
parser.add_argument("--hold", action="store_true")
options = parser.parse_args()

requests: deque[say.Request] = deque()
cancelled: set[int] = set()
changed = threading.Condition()
models = [] if options.no_model else ["stand-in"]


def listen() -> None:
    for line in sys.stdin.buffer:
        message = lines.decode(line)
        with changed:
            if isinstance(message, say.Cancel):
                cancelled.add(message.job)
            else:
                requests.append(message)
            changed.notify()
    os._exit(0)


def send(event: say.Event) -> None:
    sys.stdout.buffer.write(lines.encode(event))
    sys.stdout.buffer.flush()


def fetch(origin: Origin) -> tuple[str, bytes, str]:
    """The source, what it holds, and the password that was given."""
    match origin:
        case FileOrigin(path=path, password=password):
            return path, Path(path).read_bytes(), password
        case AddressOrigin(address=address):
            return address, b"A page\nIt says one thing. Nothing else.\n", ""
        case PastedOrigin(text=text):
            return CLIPBOARD, text.encode(), ""


def read(request: say.Read) -> None:
    try:
        source, data, password = fetch(request.origin)
    except FileNotFoundError as error:
        sentence = f'There is no file "{error.filename}"; check the name and the folder.'
        send(say.Failed(request.job, sentence))
        return
    first, *lines = [line for line in data.decode().splitlines() if line.strip()]
    match first.split():
        case ["PROTECTED", secret] if password != secret:
            send(say.Failed(request.job, "It is protected; give its password.", say.PASSWORD))
        case ["HEAVY"] if request.limits == ReadingLimits():
            send(say.Failed(request.job, "It took too long; allow more.", say.LIMIT))
        case ["BROKEN"]:
            send(say.Failed(request.job, "It is damaged; open a copy."))
        case ["SLOW"] if not is_cancelled_after(request.job, pages=300):
            raise AssertionError("nobody cancelled it")
        case ["SLOW"]:
            send(say.Stopped(request.job))
        case ["FATAL"]:
            os._exit(3)
        case _:
            send(say.ArticleRead(request.job, article_of(source, data, first, lines)))
            send(say.Finished(request.job))


def is_cancelled_after(job: int, pages: int) -> bool:
    for page in range(1, 13):
        send(say.Progress(job, page, pages, f"Reading page {page} of {pages}"))
    for _ in range(6000):
        if job in cancelled:
            return True
        time.sleep(0.01)
    return False


def article_of(source: str, data: bytes, title: str, lines: list[str]) -> Article:
    kinds = [ParagraphKind.CAPTION if "Credit:" in line else ParagraphKind.TEXT for line in lines]
    language = title.partition("language=")[2] or None
    return Article(
        source=source,
        sha256=hashlib.sha256(data).hexdigest(),
        title=title,
        language=language,
        paragraphs=tuple(
            Paragraph(f"p{n}", kind, line)
            for n, (kind, line) in enumerate(zip(kinds, lines, strict=True), 1)
        ),
    )


def cut(article: Article) -> tuple[Section, ...]:
    ids = [p.id for p in article.body]
    third = max(len(ids) // 3, 1)
    parts = [ids[:third], ids[third : 2 * third], ids[2 * third :]]
    titles = ["Opening", "Costs", "Outlook"]
    return tuple(
        Section(f"s{n}", title, SectionOrigin.TOPIC, tuple(part))
        for n, (title, part) in enumerate(zip(titles, parts, strict=True), 1)
    )


def drafts(article: Article, section: Section) -> tuple[Bullet, ...]:
    bullets = []
    if article.language == "zh":
        return ()
    for number, paragraph in enumerate(section.paragraphs[:2]):
        text = article.by_id[paragraph].text
        end = text.find(".") + 1 or len(text)
        bullets.append(
            Bullet(
                id="",
                text=text[:end],
                evidence=(Span(paragraph, 0, end),),
                verdict=Verdict.SUPPORTED if number == 0 else Verdict.CHECK,
                score=0.9,
                reasons=() if number == 0 else ("the date is not in the source",),
                origin=BulletOrigin.MODEL if models else BulletOrigin.EXTRACT,
            )
        )
    return tuple(bullets)


def condense(request: say.Condense) -> None:
    sections = request.sections
    if not sections:
        sections = cut(request.article)
        send(say.SectionsFound(request.job, sections))
    wanted = [s for s in sections if not request.only or s.id in request.only]
    for number, section in enumerate(wanted):
        send(say.Progress(request.job, number, len(wanted), f"Condensing: {section.title}"))
        holds = options.hold and number == 1 and not request.only
        while holds and request.job not in cancelled:
            time.sleep(0.01)
        time.sleep(options.delay)
        if request.job in cancelled:
            send(say.Stopped(request.job))
            return
        send(say.SectionCondensed(request.job, section.id, drafts(request.article, section)))
    if request.key_points or not request.only:
        send(say.KeyPointsChosen(request.job, drafts(request.article, wanted[0])[:1]))
    send(say.Finished(request.job, EngineNote("stand-in", "0" * 64), Timings(condense_s=1.0)))


def check(request: say.CheckText) -> None:
    if "CRASH" in request.text:
        os._exit(3)
    is_wrong = "WRONG" in request.text
    bullet = Bullet(
        id=request.bullet_id,
        text=request.text,
        evidence=(Span((request.near or ("p1",))[-1], 0, 8),),
        verdict=Verdict.UNSUPPORTED if is_wrong else Verdict.SUPPORTED,
        score=0.1 if is_wrong else 0.9,
        reasons=("nobody said so",) if is_wrong else (),
    )
    send(say.TextChecked(request.job, request.bullet_id, bullet))


def offer(request: say.Offer) -> None:
    """A shorter and a longer wording, and another statement that is to be checked."""

    def draft(text: str, verdict: Verdict = Verdict.SUPPORTED) -> Bullet:
        reasons = () if verdict is Verdict.SUPPORTED else ("the date is not in the source",)
        evidence = request.bullet.evidence
        return Bullet("", text, evidence, verdict, 0.9, reasons, BulletOrigin.EXTRACT)

    words = request.bullet.text.rstrip(".").split()
    wordings = (draft(" ".join([*words, "all", "the", "same."])), draft(" ".join(words[:3]) + "."))
    other = draft("Something else was said.", Verdict.CHECK)
    last = Span(request.sections[0].paragraphs[-1], 0, 9)
    other = replace(other, evidence=(last,))
    time.sleep(options.delay)
    send(say.Offered(request.job, request.bullet.id, wordings, (other,)))


def notes(article: Article) -> Notes:
    """A row of each kind on the first words of paragraphs, as far as there are any."""
    spans = [Span(p.id, 0, len(p.text)) for p in article.body]
    if len(spans) < 4:
        return Notes()
    starts = [Span(s.paragraph, 0, 5) for s in spans]
    whole = article.words_of(spans[2])
    return Notes(
        (KeyFigure("4 million crowns", "the bridge", "the mayor", spans[2], starts[2]),),
        (Saying("The mayor", "", whole, verbatim=False, evidence=spans[2], words=starts[2]),),
        (DateNote("spring", "", whole, deadline=True, evidence=spans[3], words=starts[3]),),
        (Abbreviation("RN", "River News", spans[0], starts[0]),),
    )


def recast(request: say.Recast) -> None:
    """One becomes two where it has an "and", several become one."""
    texts = [b.text.rstrip(".") for b in request.bullets]
    parts = texts[0].split(" and ", 1) if len(texts) == 1 else ["; ".join(texts)]
    wanted = parts if len(parts) > 1 or len(texts) > 1 else []
    evidence = tuple(e for b in request.bullets for e in b.evidence)
    drafts = tuple(
        Bullet("", f"{part}.", evidence, Verdict.SUPPORTED, 0.9, (), BulletOrigin.EXTRACT)
        for part in wanted
    )
    send(say.Recasted(request.job, drafts))


def serve(request: say.Request) -> None:  # noqa: C901, PLR0912 (a case for each request)
    match request:
        case say.Read():
            read(request)
            return
        case say.Condense():
            condense(request)
            return
        case say.Cut(article=article):
            send(say.SectionsFound(request.job, cut(article)))
        case say.Offer():
            offer(request)
        case say.Recast():
            recast(request)
        case say.CheckText():
            check(request)
        case say.FindNotes(article=article):
            send(say.NotesFound(request.job, notes(article)))
        case say.ListModels():
            send(say.ModelsListed(request.job, tuple(models), (), ()))
        case say.FindDevice():
            send(say.DeviceFound(request.job, "cpu", "processor", 6 * 10**9, 8 * 10**9))
        case say.InstallModels(name="somebody/missing"):
            send(say.Failed(request.job, "The hub has no model somebody/missing; check its name."))
            return
        case say.InstallModels(name="somebody/slow"):
            send(say.Progress(request.job, 1, 3, "Downloading slow (1 of 3 MB)"))
            with changed:
                changed.wait_for(lambda: request.job in cancelled)
            send(say.Stopped(request.job))
            return
        case say.InstallModels():
            for done in range(3):
                send(say.Progress(request.job, done, 3, "Fetching the language model"))
            models.append("stand-in")
            send(say.ModelsListed(request.job, tuple(models), (), ()))
    send(say.Finished(request.job))


threading.Thread(target=listen, daemon=True).start()
send(say.Ready())
while True:
    with changed:
        changed.wait_for(lambda: bool(requests))
        current = requests.popleft()
    serve(current)
