"""The language of an article: as stated, or told from its text where that is sure."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.reading.language import language_tag, told_language
from briefing.reading.registry import read_article

TEXTS = {
    "en": "The bridge will be closed from Monday, the mayor said, and nobody knows yet who will "
    "pay for its repair. Pupils will have to take the bus, which takes longer.",
    "de": "Die Brücke wird ab Montag gesperrt, sagte die Bürgermeisterin, und niemand weiß, wer "
    "für die Reparatur bezahlen soll. Die Schüler müssen den Bus nehmen, und das dauert länger.",
    "fr": "Le pont sera fermé à partir de lundi, a dit la maire, et personne ne sait encore qui "
    "paiera la réparation. Les élèves devront prendre le car, ce qui prend plus de temps.",
    "pl": "Most zostanie zamknięty od poniedziałku, powiedziała burmistrz, i nikt jeszcze nie wie, "
    "kto zapłaci za naprawę. Uczniowie będą musieli jeździć autobusem, a to trwa dłużej.",
    "ru": "Мост закроют с понедельника, сказала мэр, и никто пока не знает, кто заплатит за "
    "ремонт. Школьникам придётся ездить на автобусе, а это занимает больше времени.",
    "ar": "سيغلق الجسر اعتبارا من يوم الاثنين كما قالت رئيسة البلدية ولا أحد يعرف حتى الآن من "
    "سيدفع ثمن الإصلاح. سيضطر التلاميذ إلى ركوب الحافلة وهذا يستغرق وقتا أطول.",
    "zh": "市长说,这座桥将从星期一起关闭,目前还没有人知道谁来支付修理费用。"
    "学生们将不得不乘坐公共汽车,这需要更长的时间。",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_a_text_is_told(language: str) -> None:
    assert told_language(TEXTS[language]) == language


@pytest.mark.parametrize("text", ["", "The bridge", "The bridge will be closed.", "12 34 56 " * 40])
def test_what_does_not_suffice_to_tell_a_language_from_is_left_open(text: str) -> None:
    assert told_language(text) is None


def test_an_article_states_its_language_or_is_told_by_its_text(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXTS["de"], "utf-8")
    assert read_article(file).language == "de"
    page = tmp_path / "a.html"
    page.write_text(f"<html lang='EN_gb'><body><p>{TEXTS['de']}</p></body></html>", "utf-8")
    assert read_article(page).language == "en-GB"
    file.write_text("The bridge will be closed.", "utf-8")
    assert read_article(file).language is None


@pytest.mark.parametrize(
    ("given", "tag"),
    [
        ("en-GB", "en-GB"),
        ("en_US", "en-US"),
        ("EN", "en"),
        ("English", "en"),
        ("Deutsch (Österreich)", "de"),
        ("en_US.UTF-8", "en-US"),
        ("eng", "en"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("es-419", "es-419"),
        ("de-DE-1996", "de-DE"),
        ("pt-br, en", "pt-BR"),
        ("x-none", None),
        ("und", None),
        ("C", None),
        ("i18n", None),
        ("", None),
        (None, None),
    ],
)
def test_a_stated_language_becomes_a_tag(given: str | None, tag: str | None) -> None:
    assert language_tag(given) == tag


@pytest.mark.parametrize(
    ("given", "day"),
    [("2026-02-03T09:00:00Z", "2026-02-03"), ("3 February 2026", "2026-02-03"), ("soon", None)],
)
def test_the_day_of_publication_is_written_in_one_way(
    tmp_path: Path, given: str, day: str | None
) -> None:
    file = tmp_path / "a.md"
    file.write_text(f"---\ndate: {given}\n---\n\n{TEXTS['en']}\n", "utf-8")
    assert read_article(file).published == day
