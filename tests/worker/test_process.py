"""The worker as a process: requests on its input, events on its output."""

import io
import os
import subprocess
import sys
import threading
import time
from dataclasses import replace

import docx
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from briefing.article import Article
from briefing.brief import Verdict
from briefing.reading.origins import FileOrigin
from briefing.resources import sample
from briefing.settings import Options, ReadingLimits
from briefing.worker import lines, protocol
from briefing.worker.protocol import Cancel, CheckText, Condense, ListModels, Read

ENDS = (protocol.Finished, protocol.Failed, protocol.Stopped)


class Worker:
    """A worker process to talk to."""

    def __init__(self, **environment):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "briefing.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **environment},
        )

    def send(self, *messages):
        for message in messages:
            self.process.stdin.write(lines.encode(message))
        self.process.stdin.flush()

    def next(self):
        return lines.decode(self.process.stdout.readline())

    def until_end(self, job):
        events = []
        while not events or not (isinstance(events[-1], ENDS) and events[-1].job == job):
            events.append(self.next())
        return events

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()


def telling(events):
    """The events that say what comes out."""
    return [e for e in events if not isinstance(e, (protocol.Progress, protocol.EngineChosen))]


@pytest.fixture
def worker():
    worker = Worker()
    # A test that waits for an answer that never comes would hang: the process is ended for it.
    watchdog = threading.Timer(300, worker.process.kill)
    watchdog.start()
    assert worker.next() == protocol.Ready()
    yield worker
    watchdog.cancel()
    if worker.process.poll() is None:
        worker.close()


def read_sample(worker, job=1):
    worker.send(Read(job, FileOrigin(str(sample("border-town.txt")))))
    read, finished = worker.until_end(job)
    assert finished == protocol.Finished(job)
    return read.article


def test_an_article_is_read(worker):
    article = read_sample(worker)
    assert article.contents[0] == "Bridge Closure at Tarnhall"


def test_a_missing_file_fails_with_a_sentence_and_the_worker_goes_on(worker):
    worker.send(Read(1, FileOrigin("/nowhere/at/all.txt")))
    (failed,) = worker.until_end(1)
    assert "all.txt" in failed.sentence
    read_sample(worker, job=2)


def test_a_failure_says_whether_the_person_can_answer_it(worker, tmp_path):
    plain, secret = io.BytesIO(), tmp_path / "locked.docx"
    docx.Document().save(plain)
    with secret.open("wb") as file:
        OOXMLFile(plain).encrypt("harbour", file)
    worker.send(Read(1, FileOrigin(str(secret))))
    assert worker.until_end(1)[-1].kind == protocol.PASSWORD
    worker.send(Read(2, FileOrigin(str(secret), "pier")))
    assert worker.until_end(2)[-1].kind == protocol.PASSWORD
    text = FileOrigin(str(sample("border-town.txt")))
    worker.send(Read(3, text, ReadingLimits(seconds=1e-6)))
    assert worker.until_end(3)[-1].kind == protocol.LIMIT
    worker.send(Read(4, FileOrigin(str(tmp_path / "missing.txt"))))
    assert worker.until_end(4)[-1].kind == ""
    assert isinstance(read_sample(worker, job=5), Article)


def test_a_line_of_nonsense_does_no_harm(worker):
    worker.process.stdin.write(b"nonsense\n")
    read_sample(worker)


@pytest.mark.model
def test_sections_come_first_then_bullets_section_by_section(worker):
    article = read_sample(worker)
    worker.send(Condense(2, article, Options(model="extract")))
    events = telling(worker.until_end(2))
    found, *condensed, points, finished = events
    assert [s.title for s in found.sections] == list(article.contents)
    assert [c.section for c in condensed] == [s.id for s in found.sections]
    assert points.bullets
    assert finished.engine.model == "extract"
    assert finished.timings.condense_s > 0


@pytest.mark.model
def test_only_the_section_asked_for_is_condensed(worker):
    article = read_sample(worker)
    worker.send(Condense(2, article, Options(model="extract")))
    sections = next(
        e.sections for e in worker.until_end(2) if isinstance(e, protocol.SectionsFound)
    )
    worker.send(Condense(3, article, Options(model="extract"), sections, (sections[2].id,)))
    events = telling(worker.until_end(3))
    assert [type(e) for e in events] == [protocol.SectionCondensed, protocol.Finished]
    assert events[0].section == sections[2].id


def test_an_article_is_read_while_another_is_condensed(tmp_path):
    worker = Worker(BRIEFING_HOME=str(tmp_path))
    assert worker.next() == protocol.Ready()
    article = read_sample(worker)
    second = Read(3, FileOrigin(str(sample("harbour-report.md"))))
    worker.send(Condense(2, article, Options()), second)
    events = worker.until_end(2)
    assert protocol.Finished(3) in events
    worker.close()


def test_the_rest_is_condensed_and_the_key_points_are_chosen_among_all(tmp_path):
    worker = Worker(BRIEFING_HOME=str(tmp_path))
    assert worker.next() == protocol.Ready()
    article = read_sample(worker)
    worker.send(Condense(2, article, Options()))
    events = worker.until_end(2)
    sections = next(e.sections for e in events if isinstance(e, protocol.SectionsFound))
    drafts = {e.section: e.bullets for e in events if isinstance(e, protocol.SectionCondensed)}
    points = next(e.bullets for e in events if isinstance(e, protocol.KeyPointsChosen))
    *done, rest = sections
    done = [replace(section, bullets=drafts[section.id]) for section in done]
    worker.send(Condense(3, article, Options(), (*done, rest), (rest.id,), key_points=True))
    events = telling(worker.until_end(3))
    kinds = [protocol.SectionCondensed, protocol.KeyPointsChosen, protocol.Finished]
    assert [type(e) for e in events] == kinds
    assert events[1].bullets == points
    worker.close()


@pytest.mark.model
def test_what_stands_beside_the_bullets_is_found(worker):
    article = read_sample(worker)
    worker.send(protocol.FindNotes(2, article))
    (found, _) = worker.until_end(2)
    assert found.notes.figures
    for row in (*found.notes.figures, *found.notes.sayings, *found.notes.dates):
        assert article.words_of(row.words) == row.text


@pytest.mark.model
def test_a_changed_figure_is_caught(worker):
    article = read_sample(worker)
    text = "The border town has 12,400 people."
    worker.send(CheckText(2, article, "b9", text))
    checked, _ = worker.until_end(2)
    assert checked.bullet_id == "b9"
    assert checked.bullet.verdict is Verdict.UNSUPPORTED
    assert "number 12,400" in checked.bullet.reasons[0]


@pytest.mark.model
def test_a_statement_is_checked_before_the_next_section_is_written(worker):
    article = read_sample(worker)
    worker.send(
        Condense(2, article, Options()),
        CheckText(3, article, "b9", "The border town has 12,400 people."),
    )
    came = [type(e) for e in telling(worker.until_end(2))]
    assert came.index(protocol.TextChecked) < came.index(protocol.SectionCondensed)


@pytest.mark.model
def test_a_cancelled_job_stops_and_what_came_is_kept(worker):
    article = read_sample(worker)
    worker.send(Condense(2, article, Options()))
    while not isinstance(worker.next(), protocol.SectionCondensed):
        pass
    worker.send(Cancel(2))
    assert isinstance(worker.until_end(2)[-1], protocol.Stopped)
    worker.send(ListModels(3))
    listed, _ = worker.until_end(3)
    assert listed.language


def test_a_job_cancelled_before_it_began_never_begins(worker):
    worker.send(Cancel(5), Read(5, FileOrigin(str(sample("border-town.txt")))))
    assert worker.until_end(5) == [protocol.Stopped(5)]


def test_the_worker_ends_when_the_window_is_gone(worker):
    worker.close()
    assert worker.process.returncode == 0


@pytest.mark.model
def test_the_worker_ends_even_in_the_middle_of_a_job(worker):
    article = read_sample(worker)
    worker.send(Condense(2, article, Options()))
    time.sleep(0.5)
    worker.close()
    assert worker.process.returncode == 0


def test_without_models_there_are_still_sections_and_bullets(tmp_path):
    worker = Worker(BRIEFING_HOME=str(tmp_path))
    assert worker.next() == protocol.Ready()
    article = read_sample(worker)
    worker.send(Condense(2, article, Options()))
    events = worker.until_end(2)
    assert isinstance(events[-1], protocol.Finished)
    assert events[-1].engine.model == "extract"
    assert sum(len(e.bullets) for e in events if isinstance(e, protocol.SectionCondensed)) > 3
    worker.close()
