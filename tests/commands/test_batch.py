"""``briefing batch`` from the outside."""

import json
import os
import time

import pytest

from briefing.commands.main import main
from briefing.commands.resuming import NOTE
from briefing.resources import sample
from briefing.worker.reading import ReadingProcess
from tests.worker.test_reading import MISBEHAVING

SAMPLES = [str(sample(n)) for n in ("border-town.txt", "harbour-report.md", "night-trains.txt")]


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("until", ["read", "sections", "bullets", "document"])
def test_each_step_has_what_comes_before_it(tmp_path, until):
    arguments = ["batch", *SAMPLES, "--out", str(tmp_path), "--to", "json", "--until", until]
    assert main([*arguments, "--model", "extract"]) == 0
    data = load(tmp_path / "border-town.txt.json")
    assert data["article"]["paragraphs"]
    assert bool(data["sections"]) == (until != "read")
    has_bullets = any(s["bullets"] for s in data["sections"])
    assert has_bullets == (until in ("bullets", "document"))
    assert bool(data["key_points"]) == has_bullets
    assert not (tmp_path / "failures.json").exists()


def results(folder):
    """The names of what a person sees in the folder."""
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


def test_a_failure_is_told_and_the_others_are_made(tmp_path, capfd):
    listing = tmp_path / "list.txt"
    listing.write_text(f"{SAMPLES[0]}\n\nmissing.txt\n", encoding="utf-8")
    out = tmp_path / "out"
    code = main(
        ["batch", "--from-list", str(listing), "--out", str(out), "--until", "read", "--to", "json"]
    )
    assert code == 3
    assert (out / "border-town.txt.json").exists()
    (failure,) = load(out / "failures.json")
    assert failure["path"] == "missing.txt"
    assert "There is no file" in failure["reason"]
    assert capfd.readouterr().err.count("\n") == 1


def test_several_formats_at_once(tmp_path):
    code = main(
        ["batch", SAMPLES[0], "--out", str(tmp_path), "--to", "json,docx,md", "--model", "extract"]
    )
    assert code == 0
    assert results(tmp_path) == {f"border-town.txt.{ending}" for ending in ("json", "docx", "md")}


class Batch:
    """A batch of one article that is made again and again."""

    def __init__(self, folder):
        self.article = folder / "news.txt"
        self.article.write_text("The council sold two ships in May.\n", encoding="utf-8")
        self.out = folder / "out"
        self.result = self.out / "news.txt.json"
        assert self.run() == 0

    def run(self, *more):
        arguments = ["batch", str(self.article), "--out", str(self.out), "--to", "json"]
        return main([*arguments, "--model", "extract", *more])

    def makes_it_again(self, *more):
        self.result.write_text("{}", encoding="utf-8")
        assert self.run(*more, "--resume") == 0
        return self.result.read_text(encoding="utf-8") != "{}"


@pytest.fixture
def batch(tmp_path):
    return Batch(tmp_path)


def test_resume_leaves_out_what_is_there(batch):
    assert not batch.makes_it_again()
    batch.result.unlink()
    assert batch.run("--resume") == 0
    assert batch.result.exists()


def test_resume_makes_a_changed_article_again(batch):
    batch.article.write_text("The council sold three ships in May.\n", encoding="utf-8")
    assert batch.makes_it_again()
    assert not batch.makes_it_again()


def test_an_article_that_was_only_touched_is_not_made_again(batch):
    os.utime(batch.article, ns=(time.time_ns() + 10**12,) * 2)
    assert not batch.makes_it_again()


@pytest.mark.parametrize(
    "more", [("--bullets", "1"), ("--until", "read"), ("--to", "json,md"), ("--words", "9")]
)
def test_resume_makes_it_again_with_other_options(batch, more):
    assert batch.makes_it_again(*more)
    assert not batch.makes_it_again(*more)


def test_results_that_nobody_noted_are_left_out_unless_the_article_is_younger(batch):
    (batch.out / NOTE).unlink()
    assert not batch.makes_it_again()
    os.utime(batch.article, ns=(time.time_ns() + 10**12,) * 2)
    assert batch.makes_it_again()


def test_a_damaged_note_does_no_harm(batch):
    (batch.out / NOTE).write_bytes(b'\xff{"file"\n[]\n{"file": 3}\n')
    assert not batch.makes_it_again()


def test_the_note_keeps_one_line_for_each_result_that_is_there(batch):
    for _ in range(3):
        assert batch.run() == 0
    assert (batch.out / NOTE).read_text(encoding="utf-8").count("\n") == 1
    batch.result.unlink()
    batch.article.unlink()
    assert batch.run() == 3
    assert not (batch.out / NOTE).exists()


def test_several_jobs_give_the_same_as_one(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    arguments = ["batch", *SAMPLES, "--to", "json", "--model", "extract"]
    assert main([*arguments, "--out", str(one)]) == 0
    assert main([*arguments, "--out", str(two), "--jobs", "2"]) == 0
    for name in ("border-town.txt.json", "harbour-report.md.json"):
        first, second = load(one / name), load(two / name)
        del first["timings"], second["timings"]
        assert first == second


def test_inputs_of_one_name_do_not_overwrite_each_other(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        text = f"The {folder} council sold two ships in May. The union had warned of a strike.\n"
        (tmp_path / folder / "news.txt").write_text(text, encoding="utf-8")
    paths = [str(tmp_path / f / "news.txt") for f in ("a", "b")]
    out = tmp_path / "out"
    assert main(["batch", *paths, "--out", str(out), "--to", "json", "--until", "read"]) == 0
    assert results(out) == {"news.txt.json", "news.txt-2.json"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["batch", "--out", "out"], "no articles given"),
        (["batch", "x.txt", "--out", "out", "--to", "xyz"], "names no format"),
        (["batch", "x.txt"], "--out"),
        (["batch", "x.txt", "--out", "out", "--until", "noon"], "“noon” is none of read, sections"),
        (["batch", "x.txt", "--out", "out", "--to", "md", "--template", "x.docx"], "--template"),
        (["batch", "x.txt", "--out", "out", "--read-seconds", "soon"], "soon is not a number"),
        (["batch", "x.txt", "--out", "out", "--jobs", "0"], "--jobs"),
    ],
)
def test_wrong_usage_is_told_in_one_line(tmp_path, monkeypatch, capfd, arguments, words):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    err = capfd.readouterr().err
    assert words in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--model", "nosuch"], "nosuch"),
        (["--template", "nosuch.docx"], "nosuch.docx"),
        (["--password-file", "nosuch.txt"], "nosuch.txt"),
    ],
)
def test_what_cannot_be_had_is_told_before_the_first_article(
    tmp_path, monkeypatch, capfd, more, words
):
    monkeypatch.chdir(tmp_path)
    assert main(["batch", SAMPLES[0], "--out", "out", *more]) == 1
    err = capfd.readouterr().err
    assert words in err
    assert err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_file_that_takes_too_long_fails_and_the_others_are_made(tmp_path, monkeypatch):
    for name in ("hang.txt", "good.txt"):
        (tmp_path / name).write_text("The council sold two ships in May.\n", encoding="utf-8")
    out = tmp_path / "out"
    paths = [str(tmp_path / name) for name in ("hang.txt", "good.txt")]
    arguments = ["batch", *paths, "--out", str(out), "--to", "json", "--until", "read"]
    with ReadingProcess(MISBEHAVING) as reading:
        monkeypatch.setattr("briefing.commands.batch._reading", reading)
        assert main([*arguments, "--read-seconds", "1"]) == 3
    (failure,) = load(out / "failures.json")
    assert "took longer than 1 second" in failure["reason"]
    assert "--read-seconds" in failure["reason"]
    assert results(out) == {"failures.json", "good.txt.json"}
