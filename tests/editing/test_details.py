"""What is known of the article can be corrected; what its file told stays beside it."""

from dataclasses import replace

import pytest

from briefing.article import Details
from briefing.brief import Brief
from briefing.editing.details import SetDetails, read_address, read_day, read_language
from briefing.editing.history import History
from briefing.errors import EditError
from tests.editing.builders import empty_brief


@pytest.fixture
def brief() -> Brief:
    return empty_brief()


def test_corrected_details_are_the_articles_and_what_the_file_told_is_kept(brief):
    told = brief.article.details
    new = Details("A bridge", ("Ana Ruiz", " B.  Holm "), "3.9.2026", "River News", "rn.example/a")
    article = SetDetails(replace(new, language="en")).apply(brief)[0].article
    assert (article.title, article.authors) == ("A bridge", ("Ana Ruiz", "B. Holm"))
    assert (article.published, article.publisher) == ("2026-09-03", "River News")
    assert (article.url, article.language) == ("https://rn.example/a", "en")
    assert article.as_read == told


def test_back_to_what_the_file_told_nothing_is_corrected(brief):
    told = brief.article.details
    corrected, _ = SetDetails(replace(told, title="Other")).apply(brief)
    assert SetDetails(told).apply(corrected)[0] == brief


def test_undo_and_redo_are_exact(brief):
    odd = replace(brief, article=replace(brief.article, published="last week", title="A  b"))
    history = History(odd)
    history.do(SetDetails(Details(title="One")), "About")
    one = history.brief
    history.do(SetDetails(Details(title="Two", published="2026-01-02")), "About")
    history.undo()
    assert history.brief == one
    history.undo()
    assert history.brief == odd
    history.redo()
    assert history.brief == one


def test_an_odd_value_of_the_file_that_nobody_touched_is_no_obstacle(brief):
    odd = replace(brief, article=replace(brief.article, published="last week", language="English"))
    new = SetDetails(replace(odd.article.details, publisher="River News")).apply(odd)[0]
    assert (new.article.published, new.article.language) == ("last week", "English")


def test_the_text_and_the_sections_are_not_touched(brief):
    new, _ = SetDetails(Details(title="Other")).apply(brief)
    assert new.article.paragraphs is brief.article.paragraphs
    assert new.sections is brief.sections


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-11-22", "2026-11-22"), (" 2.1.2026 ", "2026-01-02"), ("", None), ("  ", None)],
)
def test_a_day_is_read(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize(
    "text", ["2026-13-01", "31.2.2026", "3/4/2026", "2026", "soon", "٢٠٢٦-٠١-٠١"]
)
def test_what_is_no_day_is_refused_with_a_sentence(text):
    with pytest.raises(EditError, match=r"day|date") as caught:
        read_day(text)
    assert text in str(caught.value)


@pytest.mark.parametrize("text", ["ftp://a.example", "no", "http://", "a b.example", "http://[::1"])
def test_what_is_no_address_is_refused(text):
    with pytest.raises(EditError):
        read_address(text)


@pytest.mark.parametrize("text", ["English", "e", "en_GB", "en-"])
def test_what_is_no_language_is_refused(text):
    with pytest.raises(EditError):
        read_language(text)


def test_codes_of_languages_are_taken():
    assert [read_language(t) for t in ("en", "pt-BR", " de ", "")] == ["en", "pt-BR", "de", None]


def test_a_wrong_value_changes_nothing(brief):
    history = History(brief)
    with pytest.raises(EditError):
        history.do(SetDetails(Details(title="One", published="soon")), "About")
    assert history.brief is brief
