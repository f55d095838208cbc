"""Any text written to a supported format and read back comes back, whitespace aside.

``BRIEFING_EXAMPLES=2000`` tries so many texts for each format instead of the few of every run.
"""

from __future__ import annotations

import contextlib
import os
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError
from briefing.reading.cleaning import word_count
from tests.fuzz.cases import read_case
from tests.reading import written

ASKED = os.environ.get("BRIEFING_EXAMPLES", "")
SCRIPTS = (
    "abcdefghijklmnopqrstuvwxyz",
    "abcdeilmnorstuàáâäåæçèéêëìíñòóôöøœšùúüýÿžőłşğ",
    "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώ",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїє",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "अआइईउऊएऐओऔकखगघचछजझटठडढतथदधनपफबभमयरलवशषसह",
    "가나다라마바사아자차카타파하서울한국어",
    "港口日曜再開大臣昨会見述町人々喜的一是不了在有我他这",
)


def few(count: int) -> settings:
    """So many examples in every run, always the same; as many as asked for if somebody asks."""
    return settings(
        max_examples=int(ASKED) if ASKED else count,
        deadline=None,
        derandomize=not ASKED,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@st.composite
def texts(
    draw: st.DrawFn, scripts: tuple[str, ...] = SCRIPTS, inner: str = " ,;:'’-–()%&\""
) -> str:
    """A sentence or some, of words in one script; its first word is a word and no list's marker."""
    letters = draw(st.sampled_from(scripts))
    word = st.text(st.sampled_from(letters), min_size=2, max_size=12)
    pieces = [draw(word).capitalize()]
    for _ in range(draw(st.integers(5, 30))):
        between = draw(st.sampled_from(("", "", "", "", *inner)))
        pieces.append(
            between.strip() + " " if between.strip() in {",", ";", ":", ""} else f" {between}"
        )
        pieces.append(draw(st.one_of(word, st.integers(0, 99999).map(str))))
    return "".join(pieces) + draw(st.sampled_from(".!?…"))


def paragraphs_of(each: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(each, min_size=2, max_size=5, unique=True)


PARAGRAPHS = paragraphs_of(texts())
# A page for printing has no letters of some scripts in its type, and its own way with quotes.
PRINTED = paragraphs_of(texts(SCRIPTS[:1] + SCRIPTS[2:4], " ,;:()%"))
# Which encoding letters are in, words tell: of letters without meaning nobody could say it.
LANGUAGES = (
    "le port était fermé depuis hier à cause des travaux où la grue dérangeait les pêcheurs",
    "der Hafen wurde für die Arbeiten am Kran geschlossen während die Fähre über Nacht fährt",
    "hamnen stängdes på grund av arbetet vid kranen när färjan gick över sjön för sista gången",
    "el puerto cerró ayer después del año más difícil según dijo la pequeña compañía de allí",
)


@st.composite
def western_paragraphs(draw: st.DrawFn) -> list[str]:
    """Some sentences of all the words of one language, in any order."""
    words = draw(st.sampled_from(LANGUAGES)).split()
    sentence = st.permutations(words).map(lambda order: " ".join(order).capitalize() + ".")
    return draw(st.lists(sentence, min_size=2, max_size=5, unique=True))


WESTERN = western_paragraphs()
LONG = st.lists(texts(), min_size=3, max_size=6, unique=True).filter(
    lambda texts: all(word_count(text) >= 15 for text in texts)
)

WRITERS = {
    "txt in UTF-8": ("txt", written.plain("utf-8")),
    "txt in UTF-8 with a mark": ("txt", written.plain("utf-8-sig")),
    "txt in UTF-16": ("txt", written.plain("utf-16")),
    "md": ("md", written.markdown),
    "html": ("html", written.webpage),
    "mht": ("mht", written.saved_page),
    "eml": ("eml", written.mail("utf-8", "base64")),
    "eml quoted-printable": ("eml", written.mail("utf-8", "quoted-printable")),
    "eml in HTML": ("eml", written.mail_in_html),
    "msg": ("msg", written.outlook),
    "msg in HTML": ("msg", written.outlook_in_html),
    "odt": ("odt", written.open_document),
    "fodt": ("fodt", written.flat_document),
    "rtf": ("rtf", written.rich_text),
    "epub": ("epub", written.book),
    "docx": ("docx", written.word),
    "pdf": ("pdf", written.printed),
    "txt in Windows-1252": ("txt", written.plain("cp1252")),
    "eml in Windows-1252": ("eml", written.mail("windows-1252", "quoted-printable")),
}


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def read_back(name: str, paragraphs: list[str]) -> list[str]:
    """The paragraphs of the article; a first line that was taken for the title is one of them."""
    ending, write = WRITERS[name]
    article = read_case(ending, write(paragraphs))
    title = [article.title] if ending == "txt" and article.title else []
    return [squeezed(text) for text in (*title, *(p.text for p in article.paragraphs))]


@pytest.mark.parametrize("name", list(WRITERS)[:-4])
@few(12)
@given(paragraphs=PARAGRAPHS)
def test_what_was_written_is_read(name: str, paragraphs: list[str]) -> None:
    assert read_back(name, paragraphs) == [squeezed(p) for p in paragraphs]


@few(8)
@given(paragraphs=PARAGRAPHS)
def test_what_was_written_in_word_is_read(paragraphs: list[str]) -> None:
    assert read_back("docx", paragraphs) == [squeezed(p) for p in paragraphs]


@few(3)
@given(paragraphs=PRINTED)
def test_what_was_printed_is_read(paragraphs: list[str]) -> None:
    assert "".join(read_back("pdf", paragraphs)) == squeezed("".join(paragraphs))


@pytest.mark.parametrize("name", ["txt in Windows-1252", "eml in Windows-1252"])
@few(12)
@given(paragraphs=WESTERN)
def test_what_was_written_in_an_old_encoding_is_read(name: str, paragraphs: list[str]) -> None:
    assert read_back(name, paragraphs) == [squeezed(p) for p in paragraphs]


@few(12)
@given(paragraphs=LONG)
def test_an_article_amid_a_site_is_read(paragraphs: list[str]) -> None:
    article = read_case("html", written.site(paragraphs))
    assert [squeezed(p.text) for p in article.paragraphs] == [squeezed(p) for p in paragraphs]
    assert [each.paragraph.text for each in article.left_out] == [
        "Start · News",
        "The other road",
        "Written by nobody",
    ]


@pytest.mark.parametrize("ending", ["txt", "md", "html", "eml", "rtf", "mht"])
@few(40)
@given(text=st.text(max_size=400))
def test_any_text_at_all_is_read_or_refused(ending: str, text: str) -> None:
    with contextlib.suppress(BriefingError):
        assert read_case(ending, text.encode("utf-8", "surrogatepass")).body
