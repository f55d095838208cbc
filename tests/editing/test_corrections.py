"""What was read can be corrected, the briefing follows, and every correction can be taken back."""

import contextlib
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.article import Article, LeftOut, Paragraph, ParagraphKind, Row, Span
from briefing.brief import Brief, Section, SectionOrigin, Verdict
from briefing.editing import edits
from briefing.editing.corrections import (
    BY_HAND,
    LeaveOut,
    Merge,
    PutBack,
    SetKind,
    Split,
    can_merge,
)
from briefing.editing.edits import Edit, is_unchecked
from briefing.editing.history import History
from briefing.editing.refitting import PASSAGE_LEFT_OUT, carried_drafts, refitted_sections
from briefing.errors import EditError
from tests.editing.builders import draft

Kind = ParagraphKind


def article() -> Article:
    rows = [
        Row(Paragraph("x1", Kind.TEXT, "Subscribe to our letter."), "newsletter box"),
        Row(Paragraph("p1", Kind.HEADING, "Opening", level=1)),
        Row(Paragraph("p2", Kind.TEXT, "The council opened the bridge on Monday.")),
        Row(Paragraph("p3", Kind.TEXT, "It cost 4 million crowns, the mayor")),
        Row(Paragraph("x2", Kind.TEXT, "Buy a boat today."), "advertisement"),
        Row(Paragraph("p4", Kind.TEXT, "said. The state paid half.")),
        Row(Paragraph("p5", Kind.HEADING, "Outlook", level=1)),
        Row(Paragraph("x3", Kind.TEXT, "The ferryman is 61 years old."), "related links"),
        Row(Paragraph("p6", Kind.TEXT, "Ferries may stop running in spring.")),
        Row(Paragraph("p7", Kind.CAPTION, "A ferry at dusk")),
        Row(Paragraph("p8", Kind.LIST, "Fishermen fear for their landing stage.")),
    ]
    return Article("bridge.txt", "0" * 64, (), title="A bridge at last").with_rows(rows)


def cut_brief() -> Brief:
    return Brief.begin(
        article(),
        (
            Section("s1", "Opening", SectionOrigin.HEADING, ("p2", "p3", "p4"), why="A heading."),
            Section("s2", "Outlook", SectionOrigin.HEADING, ("p6", "p8")),
        ),
    )


@pytest.fixture
def brief() -> Brief:
    """Condensed: b3 rests on p2, b4 on p3, b5 on p6."""
    cost = replace(draft("It cost 4 million.", "p3"), evidence=(Span("p3", 8, 35),))
    first = edits.FillSection("s1", (draft("It opened.", "p2"), cost))
    second = edits.FillSection("s2", (draft("Ferries may stop.", "p6"),))
    return edits.Compound((first, second)).apply(cut_brief())[0]


def done(brief: Brief, *steps: Edit) -> Brief:
    for step in steps:
        brief, _ = step.apply(brief)
    return brief


def bullet(brief: Brief, id_: str):
    return brief.find(id_)[2]


def evidence_words(brief: Brief, id_: str) -> list[str]:
    return [brief.article.words_of(span) for span in bullet(brief, id_).evidence]


def kept(brief: Brief) -> list[str]:
    return [p.id for p in brief.article.paragraphs]


def rows(brief: Brief) -> list[str]:
    return [row.paragraph.id for row in brief.article.rows]


def content(brief: Brief) -> Brief:
    return replace(brief, next_id=0)


# --- leaving out and putting back ----------------------------------------------------------------


def test_a_paragraph_left_out_stays_in_its_place_and_says_by_whom(brief):
    new = done(brief, LeaveOut(("p3",)))
    assert rows(new) == rows(brief)
    assert next(i for i in new.article.left_out if i.paragraph.id == "p3").reason == BY_HAND
    assert new.section("s1").paragraphs == ("p2", "p4")


def test_a_bullet_whose_passage_is_left_out_is_marked_and_stays(brief):
    new = done(brief, LeaveOut(("p3",)))
    assert bullet(new, "b4").verdict is Verdict.CHECK
    assert bullet(new, "b4").reasons == (PASSAGE_LEFT_OUT,)
    assert bullet(new, "b4").evidence == ()
    assert bullet(new, "b3") == bullet(brief, "b3")


def test_only_the_section_that_lost_a_paragraph_is_stale(brief):
    new = done(brief, LeaveOut(("p3",)))
    assert (new.section("s1").is_stale, new.section("s2").is_stale) == (True, False)
    again = done(new, edits.FillSection("s1", (draft("It opened.", "p2"),)))
    assert not again.section("s1").is_stale


def test_a_passage_put_back_joins_the_section_of_its_neighbour_before_it(brief):
    new = done(brief, PutBack(("x2",)))
    assert kept(new)[:5] == ["p1", "p2", "p3", "x2", "p4"]
    assert new.section("s1").paragraphs == ("p2", "p3", "x2", "p4")


def test_right_below_a_heading_it_joins_the_section_that_the_heading_begins(brief):
    assert done(brief, PutBack(("x3",))).section("s2").paragraphs == ("x3", "p6", "p8")


def test_at_the_top_it_joins_the_first_section(brief):
    assert done(brief, PutBack(("x1",))).section("s1").paragraphs == ("x1", "p2", "p3", "p4")


def test_a_bullet_that_had_lost_its_passage_is_checked_anew_when_one_comes_back(brief):
    new = done(brief, LeaveOut(("p3",)), PutBack(("p3",)))
    assert is_unchecked(bullet(new, "b4"))
    assert not new.section("s1").is_stale


def test_a_bullet_that_nobody_checked_yet_stays_so_when_its_passage_goes(brief):
    new = done(brief, edits.SetText("b4", "It cost a lot."), LeaveOut(("p3",)))
    assert is_unchecked(bullet(new, "b4"))
    assert bullet(new, "b4").text == "It cost a lot."


def test_a_section_without_paragraphs_stays_with_its_bullets(brief):
    new = done(brief, LeaveOut(("p6", "p8")))
    assert new.section("s2").paragraphs == ()
    assert [b.id for b in new.section("s2").bullets] == ["b5"]


def test_left_out_or_put_back_what_is_not_there_is_refused(brief):
    for edit in (LeaveOut(("x1",)), PutBack(("p2",)), LeaveOut(("p99",))):
        with pytest.raises(EditError):
            edit.apply(brief)


# --- merging and splitting -----------------------------------------------------------------------


def test_merging_over_what_was_left_out_makes_one_paragraph_with_a_new_id(brief):
    new = done(brief, Merge(("p3",)))
    merged = new.article.paragraphs[2]
    assert merged.text == "It cost 4 million crowns, the mayor said. The state paid half."
    assert merged.id == f"c{brief.next_id}"
    assert rows(new)[3:5] == [merged.id, "x2"]
    assert new.section("s1").paragraphs == ("p2", merged.id)


def test_evidence_is_the_same_words_after_merging(brief):
    before = evidence_words(brief, "b4")
    new = done(brief, Merge(("p2", "p3", "p4")))
    assert evidence_words(new, "b4") == before
    assert bullet(new, "b4").verdict is Verdict.SUPPORTED


def test_evidence_across_a_cut_becomes_two_spans_and_one_again_when_merged(brief):
    split = done(brief, Split("p3", len("It cost 4 million ")))
    assert evidence_words(split, "b4") == ["4 million", "crowns, the mayor"]
    assert bullet(split, "b4").verdict is Verdict.SUPPORTED
    first = bullet(split, "b4").evidence[0].paragraph
    merged = done(split, Merge((first,)))
    assert evidence_words(merged, "b4") == ["4 million crowns, the mayor"]


def test_when_half_of_the_evidence_is_left_out_the_other_half_stays(brief):
    split = done(brief, Split("p3", len("It cost 4 million ")))
    new = done(split, LeaveOut((bullet(split, "b4").evidence[1].paragraph,)))
    assert evidence_words(new, "b4") == ["4 million"]
    assert bullet(new, "b4").reasons == (PASSAGE_LEFT_OUT,)


def test_both_parts_of_a_split_are_in_the_section(brief):
    new = done(brief, Split("p6", 8))
    number = brief.next_id
    assert new.section("s2").paragraphs == (f"c{number}", f"c{number + 1}", "p8")


def test_merging_across_sections_goes_into_the_first(brief):
    new = done(brief, LeaveOut(("p5",)), Merge(("p4",)))
    assert [len(s.paragraphs) for s in new.sections] == [3, 1]
    assert evidence_words(new, "b5") == ["Ferries ma"]


@pytest.mark.parametrize("edit", [Split("p2", 0), Split("p2", 999), Merge(("p8",)), Split("x1", 3)])
def test_what_has_nothing_on_one_side_is_refused(brief, edit):
    with pytest.raises(EditError):
        edit.apply(brief)


def test_only_neighbours_can_be_merged(brief):
    assert can_merge(brief.article, ("p2", "p3", "p4"))
    assert not can_merge(brief.article, ("p2", "p4"))
    assert not can_merge(brief.article, ("p8",))
    with pytest.raises(EditError):
        Merge(("p2", "p4")).apply(brief)


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("one", "two", "one two"),
        ("well-", "known", "well-known"),
        ("from 1990-", "and later", "from 1990- and later"),
        ("港口城", "市今天", "港口城市今天"),
    ],
)
def test_a_space_comes_between_only_where_the_script_has_one(left, right, whole):
    texts = [Paragraph("p1", Kind.TEXT, left), Paragraph("p2", Kind.TEXT, right)]
    merged = done(Brief.begin(Article("a", "0", tuple(texts))), Merge(("p1",)))
    assert [p.text for p in merged.article.paragraphs] == [whole]


# --- kinds ---------------------------------------------------------------------------------------


def test_a_paragraph_that_becomes_a_heading_leaves_its_section(brief):
    new = done(brief, SetKind(("p3",), Kind.HEADING, 2))
    assert (new.article.by_id["p3"].kind, new.article.by_id["p3"].level) == (Kind.HEADING, 2)
    assert new.section("s1").paragraphs == ("p2", "p4")
    assert evidence_words(new, "b4") == evidence_words(brief, "b4")


def test_a_heading_that_becomes_text_joins_the_section_before_it(brief):
    new = done(brief, SetKind(("p5",), Kind.TEXT))
    assert new.article.by_id["p5"].level is None
    assert new.section("s1").paragraphs == ("p2", "p3", "p4", "p5")


def test_a_heading_has_a_level_that_there_is(brief):
    with pytest.raises(EditError):
        SetKind(("p3",), Kind.HEADING, 7).apply(brief)


# --- before condensing ---------------------------------------------------------------------------


def test_without_sections_only_the_article_changes():
    new = done(Brief.begin(article()), PutBack(("x2",)), SetKind(("p3",), Kind.QUOTE))
    assert new.sections == ()


def test_other_headings_before_condensing_ask_for_another_cut_and_undo_brings_the_old_one_back():
    history = History(cut_brief())
    history.do(SetKind(("p3",), Kind.HEADING), "Kind")
    assert history.brief.sections == ()
    history.undo()
    assert history.brief == cut_brief()
    history.redo()
    assert history.brief.sections == ()


def test_a_cut_found_meanwhile_is_fitted_to_the_article_when_a_correction_is_taken_back():
    history = History(Brief.begin(article()))
    history.do(PutBack(("x2",)), "Put back")
    cut = Section("s1", "All", SectionOrigin.WHOLE, tuple(p.id for p in history.brief.article.body))
    history.absorb(edits.SetSections((cut,)))
    history.undo()
    assert history.brief.section("s1").paragraphs == tuple(p.id for p in article().body)


def test_sections_and_drafts_made_from_the_article_before_are_fitted_to_the_one_now(brief):
    new = done(brief, Merge(("p3",)), LeaveOut(("p6",))).article
    merged = new.paragraphs[2].id
    assert [s.paragraphs for s in refitted_sections(cut_brief().sections, article(), new)] == [
        ("p2", merged),
        ("p8",),
    ]
    crowns, ferries = carried_drafts((draft("A.", "p4"), draft("B.", "p6")), article(), new)
    assert new.words_of(crowns.evidence[0]) == "said. The"
    assert ferries.reasons == (PASSAGE_LEFT_OUT,)


# --- taking back ---------------------------------------------------------------------------------


def correction(brief: Brief, pick: random.Random) -> Edit:
    """A correction of something that is there, sometimes of what is not."""
    paragraphs = [*kept(brief), "gone"]
    left_out = [i.paragraph.id for i in brief.article.left_out] or ["gone"]
    some = tuple(pick.sample(paragraphs, min(len(paragraphs), pick.randint(1, 3))))
    match pick.randrange(6):
        case 0:
            return LeaveOut(some)
        case 1 | 2:
            return PutBack((pick.choice(left_out),))
        case 3:
            return Merge((some[0],))
        case 4:
            return Split(some[0], pick.randint(0, 40))
    return SetKind(some, pick.choice(list(Kind)), pick.randint(1, 6))


def machine(brief: Brief, pick: random.Random) -> Edit:
    """Something that the program does by itself in between."""
    bullets = [b for _, held in brief.places() for b in held]
    if bullets and pick.random() < 0.7:
        old, paragraph = pick.choice(bullets), pick.choice(brief.article.paragraphs)
        span = Span(paragraph.id, 0, max(len(paragraph.text) // 2, 1))
        return edits.SetChecked(old.id, old.text, Verdict.SUPPORTED, 0.8, (), (span,))
    first = brief.article.paragraphs[0]
    key = replace(draft("Key.", first.id), evidence=(Span(first.id, 0, len(first.text)),))
    return edits.FillKeyPoints((key,))


def holds_together(brief: Brief) -> None:
    ids = rows(brief)
    assert len(set(ids)) == len(ids)
    for _, bullets in brief.places():
        for held in bullets:
            for span in held.evidence:
                assert brief.article.words_of(span)
    if brief.sections:
        sectioned = [p for s in brief.sections for p in s.paragraphs]
        assert sorted(sectioned) == sorted(p.id for p in brief.article.body)
        order = [p.id for p in brief.article.paragraphs]
        for section in brief.sections:
            assert list(section.paragraphs) == sorted(section.paragraphs, key=order.index)


def letters(brief: Brief) -> list[str]:
    return sorted("".join("".join(r.paragraph.text.split()) for r in brief.article.rows))


def try_to(history: History, edit: Edit) -> None:
    with contextlib.suppress(EditError):
        history.do(edit, "Edit")


@given(st.randoms(use_true_random=False), st.integers(1, 25), st.booleans())
def test_any_corrections_and_undos_lead_back_to_the_same_brief(pick, turns, is_condensed):
    start = cut_brief()
    if is_condensed:
        start = done(start, edits.FillSection("s1", (draft("A.", "p2"), draft("B.", "p4"))))
    history = History(start)
    used = set(rows(start))
    for _ in range(turns):
        before, chance = history.brief, pick.random()
        if chance < 0.6:
            try_to(history, correction(history.brief, pick))
            new = set(rows(history.brief)) - set(rows(before))
            assert not new & used
            used |= new
        elif chance < 0.75:
            bullets = [b for _, held in before.places() for b in held]
            if bullets:
                try_to(history, edits.SetText(pick.choice(bullets).id, pick.choice("xyz")))
                history.seal()
        elif chance < 0.9:
            history.undo()
        else:
            history.redo()
        holds_together(history.brief)
        assert letters(history.brief) == letters(start)
    end = history.brief
    steps = len(history.undo_labels)
    while history.undo():
        holds_together(history.brief)
    assert content(history.brief) == content(start)
    for _ in range(steps):
        history.redo()
    assert content(history.brief) == content(end)


@given(st.randoms(use_true_random=False), st.integers(1, 25))
def test_whatever_the_program_does_in_between_the_brief_holds_together(pick, turns):
    start = done(cut_brief(), edits.FillSection("s1", (draft("A.", "p2"), draft("B.", "p4"))))
    history = History(start)
    for _ in range(turns):
        chance = pick.random()
        if chance < 0.5 and history.brief.article.paragraphs:
            try_to(history, correction(history.brief, pick))
        elif chance < 0.7 and history.brief.article.paragraphs:
            history.absorb(machine(history.brief, pick))
        elif chance < 0.9:
            history.undo()
        else:
            history.redo()
        holds_together(history.brief)
    while history.undo():
        holds_together(history.brief)
    assert history.brief.article == start.article
    assert [s.paragraphs for s in history.brief.sections] == [s.paragraphs for s in start.sections]


def test_taken_back_after_a_check_the_evidence_lies_where_its_words_are(brief):
    history = History(brief)
    history.do(Merge(("p3",)), "Merge")
    merged = history.brief.article.paragraphs[2]
    start = merged.text.index("mayor said")
    span = Span(merged.id, start, start + len("mayor said"))
    text = bullet(history.brief, "b4").text
    history.absorb(edits.SetChecked("b4", text, Verdict.SUPPORTED, 0.7, (), (span,)))
    history.undo()
    assert evidence_words(history.brief, "b4") == ["mayor", "said"]


def test_left_out_items_name_the_paragraph_before_them(brief):
    new = done(brief, LeaveOut(("p2", "p3")))
    assert LeftOut(brief.article.by_id["p3"], "p1", BY_HAND) in new.article.left_out
