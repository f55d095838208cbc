import pytest

from briefing.brief import Bullet
from briefing.editing.differences import Fate, as_the_program_wrote, changes, new_ranges, pieces
from briefing.editing.edits import AddBullet, FillSection, MoveBullet, RemoveBullet, SetText
from briefing.editing.finding import Query, hits, replaced
from briefing.editing.pasting import Line, as_html, as_text, lines_of_html, lines_of_text
from tests.editing.builders import draft, empty_brief


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("•\tOne\n\to\tSub\n•\tTwo", [("One", 0), ("Sub", 1), ("Two", 0)]),
        ("1. One\n2. Two", [("One", 0), ("Two", 0)]),
        ("12. Mai was a Monday.", [("12. Mai was a Monday.", 0)]),
        ("A\u00a0bri\u00addge\u200b.\r\n\r\n  ", [("A bridge.", 0)]),
        ("-5 degrees", [("-5 degrees", 0)]),
        ("", []),
    ],
)
def test_text_becomes_clean_lines(text, lines):
    assert lines_of_text(text) == tuple(Line(*line) for line in lines)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("<p>One</p><p>Two<br>Three</p>", [("One", 0), ("Two", 0), ("Three", 0)]),
        (
            "<ul><li>One <b>bold</b></li><li>Two<ul><li>Sub</li></ul></li></ul>",
            [("One bold", 0), ("Two", 0), ("Sub", 1)],
        ),
        ("<style>p{}</style><script>x</script><span>words</span>", [("words", 0)]),
        ("<ol><li><p>In a paragraph</p></li></ol>", [("In a paragraph", 0)]),
        ("<table><tr><td>a</td><td>b</td></tr></table>", [("a b", 0)]),
        ("<li>Open <p>and never closed", [("Open", 0), ("and never closed", 0)]),
    ],
)
def test_pages_become_clean_lines(source, lines):
    assert lines_of_html(source) == tuple(Line(*line) for line in lines)


def test_what_is_copied_is_pasted_again_with_its_levels():
    bullets = [
        Bullet("b1", "One & <two>"),
        Bullet("b2", "Sub", level=1),
        Bullet("b3", "Sub two", level=1),
        Bullet("b4", "Last"),
    ]
    wanted = tuple(Line(b.text, b.level) for b in bullets)
    assert lines_of_html(as_html(bullets)) == wanted
    assert lines_of_text(as_text(bullets)) == wanted


def test_found_places_are_replaced_in_titles_and_bullets_but_no_title_is_emptied():
    brief, _ = FillSection("s1", (draft("An opening, the Opening.", "p1"),)).apply(empty_brief())
    found = hits(brief, Query("opening"))
    assert [hit.owner for hit in found] == ["s1", "b3", "b3"]
    after, _ = replaced(brief, found, "").apply(brief)
    assert after.section("s1").title == "Opening"
    assert after.section("s1").bullets[0].text == "An , the ."
    assert hits(brief, Query("opening", match_case=True))[0].owner == "b3"
    assert hits(brief, Query("open", whole_words=True)) == ()


def test_differences_are_told_by_bullet_and_by_word():
    old, _ = FillSection("s1", tuple(draft(f"Bullet {n}.", "p1") for n in range(3))).apply(
        empty_brief()
    )
    new = old
    for edit in (
        SetText("b3", "Bullet nought."),
        RemoveBullet("b4"),
        MoveBullet("b5", "s2", 0),
        AddBullet("s1", 9, "Mine."),
    ):
        new, _ = edit.apply(new)
    assert {(c.fate, c.owner) for c in changes(old, new)} == {
        (Fate.CHANGED, "b3"),
        (Fate.NEW, "b6"),
        (Fate.MOVED, "b5"),
        (Fate.GONE, "b4"),
    }
    wrote = as_the_program_wrote(new)
    assert [b.text for _, held in wrote.places() for b in held] == ["Bullet 0.", "Bullet 2."]


def test_both_texts_can_be_read_out_of_the_woven_one():
    old, new = "It cost 4 million crowns.", "It cost far too much."
    woven = pieces(old, new)
    assert "".join(p.text for p in woven if p.fate is not Fate.NEW) == old
    assert "".join(p.text for p in woven if p.fate is not Fate.GONE) == new
    assert [new[a:b] for a, b in new_ranges(old, new)] == ["far too much"]
