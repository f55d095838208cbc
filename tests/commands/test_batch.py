"""``briefing batch`` from the outside."""

import json

import pytest

from briefing.commands.main import main
from briefing.resources import sample

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
    assert {p.name for p in tmp_path.iterdir()} == {
        f"border-town.txt.{ending}" for ending in ("json", "docx", "md")
    }


def test_resume_leaves_out_what_is_there(tmp_path):
    arguments = ["batch", *SAMPLES, "--out", str(tmp_path), "--to", "json", "--until", "read"]
    assert main(arguments) == 0
    kept = tmp_path / "border-town.txt.json"
    kept.write_text("{}", encoding="utf-8")
    (tmp_path / "night-trains.txt.json").unlink()
    assert main([*arguments, "--resume"]) == 0
    assert kept.read_text(encoding="utf-8") == "{}"
    assert (tmp_path / "night-trains.txt.json").exists()


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
    assert {p.name for p in out.iterdir()} == {"news.txt.json", "news.txt-2.json"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["batch", "--out", "out"], "no articles given"),
        (["batch", "x.txt", "--out", "out", "--to", "xyz"], "names no format"),
        (["batch", "x.txt"], "--out"),
        (["batch", "x.txt", "--out", "out", "--until", "noon"], "--until"),
        (["batch", "x.txt", "--out", "out", "--jobs", "0"], "--jobs"),
    ],
)
def test_wrong_usage_is_told_in_one_line(tmp_path, monkeypatch, capfd, arguments, words):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    err = capfd.readouterr().err
    assert words in err
    assert err.count("\n") == 1
