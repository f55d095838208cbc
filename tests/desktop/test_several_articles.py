"""One window, one briefing, several articles: added, shown, corrected and taken out again."""

from __future__ import annotations

from briefing.gathering import apart, prefix_of
from briefing.reading.registry import read_article

FERRY = """The ferry is sold
The ferry was sold on Monday. Nobody knows to whom.
It costs two million. The price is final.
It will sail again in May. That is the plan.
"""


def _ferry(tmp_path):
    path = tmp_path / "ferry.txt"
    path.write_text(FERRY, encoding="utf-8")
    return path


def _with_ferry(window, tmp_path, qtbot):
    window.ways_in.add_paths([_ferry(tmp_path)])
    qtbot.waitUntil(lambda: len(apart(window.document.brief.article)) == 2)
    qtbot.waitUntil(lambda: not window.work.is_condensing and not window.adding.is_busy)
    return window.document


def test_an_added_article_gets_sections_and_bullets_of_its_own(opened, tmp_path, qtbot):
    before = opened.document.brief.sections
    document = _with_ferry(opened, tmp_path, qtbot)
    sections = document.brief.sections
    assert sections[: len(before)] == before
    assert len(sections) == len(before) + 3
    for section in sections[len(before) :]:
        assert section.condensed
        assert {prefix_of(p) for p in section.paragraphs} == {"a2."}
        assert all(prefix_of(e.paragraph) == "a2." for b in section.bullets for e in b.evidence)


def test_the_pane_shows_both_each_under_its_own_title(opened, tmp_path, qtbot):
    _with_ferry(opened, tmp_path, qtbot)
    text = opened.article.toPlainText()
    assert text.startswith("A bridge at last\n")
    assert "\nThe ferry is sold\n" in text
    assert "ferry.txt" in text
    assert "bridge.txt and 1 more" in opened.windowTitle()


def test_undo_takes_the_article_out_and_redo_brings_it_back_with_its_bullets(
    opened, tmp_path, qtbot
):
    before = opened.document.brief.sections
    document = _with_ferry(opened, tmp_path, qtbot)
    full = document.brief.sections
    document.undo()
    assert document.brief.sections == before
    assert not document.brief.article.members
    assert "The ferry is sold" not in opened.article.toPlainText()
    document.redo()
    assert document.brief.sections == full


def test_the_same_article_is_not_added_twice(opened, tmp_path, qtbot):
    document = _with_ferry(opened, tmp_path, qtbot)
    opened.ways_in.add_paths([tmp_path / "ferry.txt"])
    qtbot.waitUntil(lambda: not opened.opening.is_busy)
    assert len(apart(document.brief.article)) == 2
    assert opened.status.message.text() == "ferry.txt is in the briefing already."


def test_an_article_that_cannot_be_read_leaves_the_briefing_as_it_is(opened, tmp_path, qtbot):
    broken = tmp_path / "broken.txt"
    broken.write_text("BROKEN\n", encoding="utf-8")
    before = opened.document.brief
    opened.ways_in.add_paths([broken])
    qtbot.waitUntil(lambda: bool(opened.bars.bar("failures")))
    assert opened.document.brief is before


def test_details_belong_to_the_article_in_hand(opened, tmp_path, qtbot):
    document = _with_ferry(opened, tmp_path, qtbot)
    opened.article.go_to("a2.p2")
    assert opened.article.prefix_in_hand == "a2."
    details = document.brief.article.members[1].details
    opened.article_commands.hand.set_details(
        type(details)(title="The ferry is sold", publisher="Ferry News"), "a2."
    )
    assert "Ferry News" in opened.article.toPlainText()
    assert document.brief.article.members[0].details.publisher is None


def test_the_article_in_hand_is_taken_out_by_the_menu(opened, tmp_path, qtbot):
    document = _with_ferry(opened, tmp_path, qtbot)
    action = opened.actions_of["take-article-out"]
    assert action.isEnabled()
    opened.article.go_to("a2.p1")
    action.trigger()
    assert [p.title for p in apart(document.brief.article)] == ["A bridge at last"]
    assert not action.isEnabled()


def test_one_that_comes_while_condensing_waits_for_its_end(make_app, article, tmp_path, qtbot):
    window = make_app("--hold").open_window()
    window.ways_in.open_paths([article])
    qtbot.waitUntil(
        lambda: not window.document.is_empty and window.document.state_of("s2").name == "WORKING"
    )
    window.adding.add(read_article(_ferry(tmp_path)))
    assert "when condensing has ended" in window.status.message.text()
    assert not window.document.brief.article.members
    window.work.cancel()
    qtbot.waitUntil(lambda: len(apart(window.document.brief.article)) == 2)
