"""Hostile files: each is read without harm or refused in one sentence, within the limits."""

import gzip
import io

import pytest

from briefing.errors import InputError, InputUnreadable
from briefing.reading.origins import FileOrigin
from briefing.settings import ReadingLimits
from briefing.worker.reading import ReadingProcess
from tests.worker import hostile
from tests.worker.hostile import MAIN, PARTS, PDFS, TEXT, archive

SECRET = "the safe is behind the picture of the mayor"
LIMITS = ReadingLimits(seconds=60, megabytes=1000)
KINDS = ("docx", "odt", "epub")


@pytest.fixture(scope="module")
def reading():
    with ReadingProcess() as process:
        yield process


@pytest.fixture
def outcome(reading, tmp_path):
    """The words of the article, or the error: one sentence that names the file."""

    def read(name, data):
        path = tmp_path / name
        path.write_bytes(data)
        try:
            article = reading.read(FileOrigin(str(path)), LIMITS)
        except InputError as error:
            sentence = str(error)
            assert name in sentence
            assert "\n" not in sentence
            assert "Error" not in sentence
            assert sentence.endswith(".")
            return error
        return "\n".join(p.text for p in article.paragraphs)

    return read


@pytest.mark.parametrize("kind", KINDS)
def test_the_files_are_sound_but_for_what_is_done_to_them(outcome, kind):
    assert outcome(f"sound.{kind}", archive(kind)) == TEXT


@pytest.mark.parametrize("kind", KINDS)
def test_ten_gigabytes_of_zeros_are_not_unpacked(outcome, kind):
    data = hostile.by_hand(kind, MAIN[kind], hostile.zeros(10**10), 10**10)
    assert "unpacks to far more" in str(outcome(f"bomb.{kind}", data))


@pytest.mark.parametrize("kind", KINDS)
def test_a_bomb_that_lies_about_its_size_is_not_unpacked(outcome, kind):
    data = hostile.by_hand(kind, MAIN[kind], hostile.zeros(10**10), 5_000)
    assert isinstance(outcome(f"liar.{kind}", data), InputUnreadable)


@pytest.mark.parametrize("kind", KINDS)
def test_parts_that_lie_over_one_another_are_not_unpacked(outcome, kind):
    data = hostile.by_hand(kind, MAIN[kind], hostile.zeros(4 * 10**7), 4 * 10**7, times=5_000)
    assert "unpacks to far more" in str(outcome(f"overlapping.{kind}", data))


@pytest.mark.parametrize("kind", KINDS)
def test_archives_within_archives_are_not_unpacked(outcome, kind):
    assert isinstance(outcome(f"nested.{kind}", hostile.nested(kind)), InputUnreadable)


@pytest.mark.parametrize("kind", KINDS)
def test_a_million_tiny_parts_are_not_looked_through(outcome, kind):
    parts = {f"x/{number}": "" for number in range(10_001)}
    assert "unpacks to far more" in str(outcome(f"parts.{kind}", archive(kind, **parts)))


@pytest.mark.parametrize("kind", KINDS)
def test_large_pictures_are_no_bomb(outcome, kind):
    picture = {"pictures/white.bmp": bytes(60_000_000)}
    assert outcome(f"album.{kind}", archive(kind, **picture)) == TEXT


def test_a_page_packed_by_a_browser_may_not_swell(outcome):
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as file:
        for _ in range(100):
            file.write(bytes(1_000_000))
    assert "unpacks to more" in str(outcome("page.html", packed.getvalue()))


@pytest.mark.parametrize("in_attribute", [False, True])
@pytest.mark.parametrize("attack", hostile.xml_attacks(""))
@pytest.mark.parametrize("kind", KINDS)
def test_no_entity_is_expanded_and_nothing_from_outside_is_read(
    outcome, tmp_path, kind, attack, in_attribute
):
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    attacks = hostile.xml_attacks(str(secret))
    if in_attribute and attack == "included":
        pytest.skip("an element stands in no attribute")
    for part in PARTS[kind]:
        if part == "mimetype":
            continue
        changed = hostile.with_attack(PARTS[kind][part], attacks[attack], in_attribute=in_attribute)
        found = outcome(f"{part.replace('/', '-')}.{kind}", archive(kind, **{part: changed}))
        if isinstance(found, str):
            assert SECRET not in found
            assert len(found) < len(TEXT) + 1_000


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("deep.html", lambda: b"<div>" * 100_000 + TEXT.encode()),
        ("deep-tables.html", lambda: b"<table><tr><td>" * 100_000 + TEXT.encode()),
        ("deep-words.html", lambda: b"<p>" + b"<b><i>" * 100_000 + TEXT.encode()),
        ("deep.xhtml", lambda: b"<html><body>" + b"<div>" * 100_000 + TEXT.encode()),
        ("deep.docx", lambda: hostile.deep_word(100_000)),
        ("deep.odt", lambda: hostile.deep_odt(100_000)),
        ("deep.rtf", lambda: rb"{\rtf1 " + b"{" * 1_000_000 + TEXT.encode()),
        ("deep.eml", lambda: hostile.deep_mail(10_000)),
        ("deep.md", lambda: b"> " * 100_000 + TEXT.encode()),
        ("deep-list.md", lambda: b"- " * 100_000 + TEXT.encode()),
        ("deep-words.md", lambda: b"*a **b " * 50_000 + TEXT.encode()),
        ("brackets.md", lambda: b"[" * 100_000 + TEXT.encode()),
        ("one-line.txt", lambda: TEXT.encode() * 20_000),
        ("one-word.txt", lambda: b"x" * 5_000_000),
        ("blank-lines.txt", lambda: b"\n" * 5_000_000 + TEXT.encode()),
        ("attributes.html", lambda: b"<p " + b"a=b " * 500_000 + b">" + TEXT.encode()),
        ("comment.html", lambda: b"<!--" * 500_000 + TEXT.encode()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_deep_or_long_ends(outcome, name, data):
    found = outcome(name, data())
    assert isinstance(found, InputError) or TEXT in found or "x" in found


@pytest.mark.parametrize("what", PDFS)
def test_a_pdf_that_loops_or_swells_ends(outcome, what):
    found = outcome("loop.pdf", PDFS[what])
    assert isinstance(found, InputError) or TEXT[:20] in found


def test_two_hundred_megabytes_of_text_are_refused_by_their_size(reading, tmp_path):
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.write(TEXT.encode())
        file.truncate(200_000_000)
    with pytest.raises(InputUnreadable, match=r"“long.txt” is too large \(200 MB, at most 20 MB\)"):
        reading.read(FileOrigin(str(path)))
