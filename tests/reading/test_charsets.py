"""Text in any encoding that occurs is read, whether or not something says which it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.reading.charsets import text_of_bytes
from briefing.reading.registry import read_article

TEXTS = {
    "de": "Die Brücke über den Fluß wird am Montag gesperrt, sagte der Bürgermeister. Für "
    "größere Fahrzeuge gibt es keine Möglichkeit, auszuweichen.",
    "fr": "Le pont sera fermé dès lundi, a déclaré la mairie. Les élèves devront prendre "
    "l’autocar, « ce qui est difficile », a-t-elle ajouté.",
    "es": "El puente se cerrará el lunes, dijo la alcaldesa. Los niños irán en autobús mañana. "
    "¿Quién pagará la reparación?",
    "it": "Il ponte sarà chiuso da lunedì, ha detto il sindaco. Nessuno sa perché, né chi pagherà.",
    "da": "Broen bliver lukket på mandag, sagde borgmesteren. Eleverna skal køre med bus i vår.",
    "pl": "Most zostanie zamknięty w poniedziałek, powiedział burmistrz. Uczniowie będą jeździć "
    "autobusem, co trwa jedenaście minut dłużej.",
    "cs": "Most bude od pondělí uzavřen, řekla starostka. Žáci budou jezdit autobusem, což trvá "
    "o jedenáct minut déle.",
    "ru": "Мост закроют в понедельник, сообщила администрация. Школьникам придётся ездить на "
    "автобусе, это на одиннадцать минут дольше.",
    "bg": "Мостът ще бъде затворен от понеделник, съобщи общината. Никой не знае кой ще плати.",
    "el": "Η γέφυρα θα κλείσει τη Δευτέρα, ανακοίνωσε ο δήμος. Κανείς δεν ξέρει ποιος θα πληρώσει.",
    "tr": "Köprü pazartesi gününden itibaren kapatılacak, dedi belediye başkanı. Onarımı kimin "
    "ödeyeceğini kimse bilmiyor.",
    "lt": "Tiltas bus uždarytas nuo pirmadienio, pranešė meras. Mokiniai važiuos autobusu.",
    "he": "הגשר ייסגר ביום שני, אמרה ראש העיר. איש אינו יודע מי ישלם על התיקון.",
    "ar": "سيغلق الجسر يوم الاثنين كما قالت رئيسة البلدية. ولا أحد يعرف من سيدفع ثمن الإصلاح.",
    "th": "สะพานจะปิดตั้งแต่วันจันทร์ นายกเทศมนตรีกล่าว นักเรียนต้องนั่งรถประจำทาง",
    "ja": "橋は月曜日から通行止めになると、町長が話した。"
    "修理の費用をだれが払うのかは、まだわからない。",
    "zh": "市长说,这座桥将从星期一起关闭。学生们要坐公共汽车上学,需要多花十一分钟。",
    "tw": "市長說,這座橋將從星期一起關閉。學生們要坐公車上學,需要多花十一分鐘。",
    "ko": "다리는 월요일부터 폐쇄된다고 시장이 말했다. "
    "학생들은 버스를 타야 하며 십일 분이 더 걸린다.",
    "en": "“The bridge will close on Monday,” the mayor said – and nobody knows who’ll pay for it.",
}
WRITTEN = {
    "de": "cp1252 latin-1 iso-8859-15 mac-roman cp850",
    "fr": "cp1252 mac-roman",
    "es": "cp1252 latin-1 mac-roman",
    "it": "cp1252 latin-1",
    "da": "cp1252",
    "pl": "cp1250 iso-8859-2",
    "cs": "cp1250 iso-8859-2",
    "ru": "cp1251 koi8-r iso-8859-5 mac-cyrillic cp866",
    "bg": "cp1251",
    "el": "cp1253 iso-8859-7",
    "tr": "cp1254 iso-8859-9",
    "lt": "cp1257",
    "he": "cp1255 iso-8859-8",
    "ar": "cp1256 iso-8859-6",
    "th": "cp874",
    "ja": "shift_jis euc_jp iso2022_jp",
    "zh": "gb18030",
    "tw": "big5 gb18030",
    "ko": "euc_kr",
    "en": "cp1252 mac-roman",
}
CASES = [(language, name) for language, names in WRITTEN.items() for name in names.split()]
WIDE = ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]


def read(folder: Path, name: str, data: bytes) -> list[str]:
    file = folder / name
    file.write_bytes(data)
    return [p.text for p in read_article(file).paragraphs]


@pytest.mark.parametrize(("language", "encoding"), CASES)
def test_the_encoding_is_told_from_the_text(language: str, encoding: str) -> None:
    assert text_of_bytes(TEXTS[language].encode(encoding)) == TEXTS[language]


@pytest.mark.parametrize(("language", "encoding"), CASES)
def test_the_encoding_is_told_from_the_first_words(language: str, encoding: str) -> None:
    start = TEXTS[language][:45]
    assert text_of_bytes(start.encode(encoding)) == start


@pytest.mark.parametrize("encoding", WIDE)
@pytest.mark.parametrize("language", ["en", "de", "ru", "zh", "ja", "ko", "ar"])
def test_unicode_is_told_with_and_without_its_mark(language: str, encoding: str) -> None:
    text = f"{TEXTS[language]}\n{TEXTS['en']}\n"
    assert text_of_bytes(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("language", "encoding"),
    [("de", "cp1252"), ("ru", "koi8-r"), ("ja", "shift_jis"), ("pl", "cp1250")],
)
def test_text_markdown_pages_and_mail_are_read_in_it(
    tmp_path: Path, language: str, encoding: str
) -> None:
    text = TEXTS[language]
    data = text.encode(encoding)
    assert read(tmp_path, "a.txt", data) == [text]
    assert read(tmp_path, "a.md", data) == [text]
    assert read(tmp_path, "a.html", b"<html><body><p>" + data + b"</p></body></html>") == [text]
    head = b"From: Ann <ann@example.org>\nSubject: Bridge\nMIME-Version: 1.0\n"
    assert read(tmp_path, "a.eml", head + b"\n" + data) == [text]


def test_the_encoding_that_is_stated_goes_before_a_guess() -> None:
    text = "Το φως"
    assert text_of_bytes(text.encode("cp1253"), "windows-1253") == text


def test_a_few_damaged_bytes_do_not_change_the_encoding() -> None:
    text = TEXTS["de"] * 5
    assert text_of_bytes(text.encode() + b"\xff ") == f"{text}\ufffd "


def test_a_long_text_is_told_by_its_first_foreign_letters() -> None:
    text = "The bridge is closed.\n" * 50_000 + TEXTS["pl"]
    assert text_of_bytes(text.encode("iso-8859-2")) == text
