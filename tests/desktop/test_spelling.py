"""Spelling with a real dictionary of the test's own, in the real process."""

import pytest
from PySide6.QtTest import QTest

from briefing.desktop.row_marks import MarkKind
from briefing.desktop.spelling import own_words_path
from briefing.worker.dictionaries import dictionaries

WORDS = "the/ council/S opened bridge/S on costs much a crowd came it".split()


@pytest.fixture
def checked(tmp_path, monkeypatch, opened, qtbot):
    """A window that checks spelling with a small dictionary."""
    folder = tmp_path / "person/.local/share/hunspell"
    folder.mkdir(parents=True)
    rules = "SET UTF-8\nTRY esianrtolcdugmphbyfvkwz\nSFX S Y 1\nSFX S 0 s .\n"
    (folder / "en_US.aff").write_text(rules, encoding="utf-8")
    lines = "\n".join([str(len(WORDS)), *(w.removesuffix("/") for w in WORDS)])
    (folder / "en_US.dic").write_text(lines + "\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path / "person"))
    opened.actions_of["spelling"].trigger()
    yield opened
    opened.editing.spelling.spelling.stop()


def misspelt(window, bullet):
    row = window.briefing.rows.row_at(window.briefing.rows.index_of(bullet))
    marks = window.briefing.marks.of(row)
    return [row.text[m.start : m.end] for m in marks if m.kind is MarkKind.MISSPELT]


def test_unknown_words_are_marked_names_of_the_article_are_not(checked, qtbot):
    first = checked.document.brief.section("s1").bullets[0]
    editor = checked.briefing.edit_row(first.id)
    editor.selectAll()
    QTest.keyClicks(editor, "Monday the councils opened the brigde")
    qtbot.waitUntil(lambda: misspelt(checked, first.id) == ["brigde"])
    assert editor.extraSelections()


def test_the_menu_offers_words_and_the_one_chosen_is_put_in(checked, qtbot):
    first = checked.document.brief.section("s1").bullets[0]
    editor = checked.briefing.edit_row(first.id)
    editor.selectAll()
    QTest.keyClicks(editor, "the brigde")
    qtbot.waitUntil(lambda: misspelt(checked, first.id) == ["brigde"])
    commands = checked.editing.spelling
    commands.open(editor, editor.mapToGlobal(editor.rect().center()))
    qtbot.waitUntil(lambda: "bridge" in [a.text() for a in commands.menu.actions()])
    next(a for a in commands.menu.actions() if a.text() == "bridge").trigger()
    commands.menu.close()
    assert checked.document.bullet(first.id).text == "the bridge"


def test_a_word_of_ones_own_is_known_from_then_on(checked, qtbot):
    first = checked.document.brief.section("s1").bullets[0]
    checked.document.set_text(first.id, "the brigde")
    qtbot.waitUntil(lambda: misspelt(checked, first.id) == ["brigde"])
    checked.editing.spelling.spelling.add("brigde")
    assert misspelt(checked, first.id) == []
    assert own_words_path().read_text(encoding="utf-8") == "brigde\n"


def test_a_machine_without_dictionaries_says_so(tmp_path):
    assert dictionaries("en", (tmp_path,)) == ()


@pytest.mark.parametrize(
    ("language", "names"),
    [("de", ["de_DE", "de_AT"]), ("de-AT", ["de_AT", "de_DE"]), ("fr", ["fr"]), ("it", [])],
)
def test_dictionaries_of_a_language_are_found_its_own_country_first(tmp_path, language, names):
    for name in ("de_AT", "de_DE", "de_CH", "fr", "en_GB"):
        for ending in ("aff", "dic"):
            (tmp_path / f"{name}.{ending}").write_text("", encoding="utf-8")
    found = [path.name for path in dictionaries(language, (tmp_path,))]
    assert found[0:1] == names[0:1]
