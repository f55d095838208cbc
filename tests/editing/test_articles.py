"""An article joins a briefing, and leaves it with all that rests on it; both can be undone."""

from dataclasses import replace

import pytest

from briefing.article import Article, Paragraph, ParagraphKind, Span
from briefing.brief import KEY_POINTS, Brief, Bullet, Section, SectionOrigin, Verdict
from briefing.editing.articles import AddArticle, TakeArticleOut
from briefing.editing.details import SetDetails
from briefing.editing.edits import AddBullet, SetText
from briefing.editing.history import History
from briefing.editing.refitting import PASSAGE_LEFT_OUT
from briefing.errors import EditError
from briefing.gathering import apart


def _article(name: str, *texts: str) -> Article:
    paragraphs = tuple(
        Paragraph(f"p{n}", ParagraphKind.TEXT, text) for n, text in enumerate(texts, 1)
    )
    return Article(f"{name}.txt", name * 4, paragraphs, title=name.title())


HARBOUR = _article("harbour", "The harbour closed.", "It will open in May.")
FERRY = _article("ferry", "The ferry was sold.", "Its buyer is not known.")
OF_FERRY = (
    Section("s1", "Sale", SectionOrigin.TOPIC, ("p1",)),
    Section("s2", "Buyer", SectionOrigin.TOPIC, ("p2",)),
)


def _brief() -> Brief:
    section = Section("s1", "Harbour", SectionOrigin.WHOLE, ("p1", "p2"), condensed=True)
    brief = Brief.begin(HARBOUR, (section,))
    brief, (bullet,) = brief.numbered(
        [Bullet("", "The harbour closed.", (Span("p1", 0, 19),), Verdict.SUPPORTED, 0.9)]
    )
    return brief.with_bullets("s1", [bullet])


def _both() -> Brief:
    return AddArticle(FERRY, OF_FERRY).apply(_brief())[0]


def _with_ferry_bullet(brief: Brief) -> Brief:
    brief, drafts = brief.numbered(
        [Bullet("", "The ferry was sold.", (Span("a2.p1", 0, 19),), Verdict.SUPPORTED, 0.8)]
    )
    return brief.with_bullets(KEY_POINTS, drafts)


def test_its_sections_come_behind_the_others_and_disturb_none() -> None:
    both = _both()
    assert both.sections[0] == _brief().sections[0]
    assert [s.title for s in both.sections] == ["Harbour", "Sale", "Buyer"]
    assert [s.paragraphs for s in both.sections[1:]] == [("a2.p1",), ("a2.p2",)]
    ids = [s.id for s in both.sections] + [b.id for _, bs in both.places() for b in bs]
    assert len(set(ids)) == len(ids)


def test_adding_can_be_undone_and_done_again() -> None:
    history = History(_brief())
    history.do(AddArticle(FERRY, OF_FERRY), "Add article")
    both = history.brief
    history.undo()
    assert replace(history.brief, next_id=0) == replace(_brief(), next_id=0)
    history.redo()
    assert history.brief == both


def test_what_was_written_for_it_comes_back_with_it() -> None:
    history = History(_brief())
    history.do(AddArticle(FERRY, OF_FERRY), "Add article")
    sale = history.brief.sections[1].id
    history.absorb(AddBullet(sale, 0, "The ferry was sold."))
    full = history.brief
    history.undo()
    assert len(history.brief.sections) == 1
    history.redo()
    assert history.brief == full


def test_the_same_article_is_not_taken_twice() -> None:
    with pytest.raises(EditError, match="already"):
        AddArticle(FERRY, OF_FERRY).apply(_both())


def test_a_bullet_elsewhere_that_rests_on_it_is_doubted_when_it_goes() -> None:
    brief = _with_ferry_bullet(_both())
    without, undo = TakeArticleOut("a2.").apply(brief)
    assert without.article == HARBOUR
    assert without.key_points[0].verdict is Verdict.CHECK
    assert without.key_points[0].reasons == (PASSAGE_LEFT_OUT,)
    assert undo.apply(without)[0] == brief


def test_what_the_person_changed_meanwhile_stays() -> None:
    brief = _with_ferry_bullet(_both())
    without, undo = TakeArticleOut("a2.").apply(brief)
    edited, _ = SetText(without.key_points[0].id, "A ferry was sold.").apply(without)
    back, _ = undo.apply(edited)
    assert back.key_points[0].text == "A ferry was sold."
    assert [s.title for s in back.sections] == ["Harbour", "Sale", "Buyer"]


def test_the_first_article_can_go_and_the_second_keeps_its_ids() -> None:
    both = _both()
    without, undo = TakeArticleOut("").apply(both)
    assert [p.id for p in without.article.paragraphs] == ["a2.p1", "a2.p2"]
    assert without.article.title == "Ferry"
    assert undo.apply(without)[0] == both
    third, _ = AddArticle(_article("mill", "The mill burned."), ()).apply(without)
    assert apart(third.article)[1].paragraphs[0].id == "a3.p1"


def test_the_details_of_each_are_corrected_by_itself() -> None:
    both = _both()
    edit = SetDetails(replace(FERRY.details, publisher="The Ferry News"), "a2.")
    corrected, undo = edit.apply(both)
    assert [m.details.publisher for m in corrected.article.members] == [None, "The Ferry News"]
    assert corrected.article.members[1].as_read == FERRY.details
    assert undo.apply(corrected)[0] == both


def test_the_last_article_cannot_go() -> None:
    with pytest.raises(EditError, match="one article at least"):
        TakeArticleOut("").apply(_brief())
