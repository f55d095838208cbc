"""What a section is called that has no title of its own, in the article's language."""

from __future__ import annotations

_ENGLISH = ("Article", "Introduction")
# The word for an article, and for what stands above its first heading.
_NAMES = {
    "ar": ("المقال", "مقدمة"),
    "bg": ("Статия", "Въведение"),
    "ca": ("Article", "Introducció"),
    "cs": ("Článek", "Úvod"),
    "da": ("Artikel", "Indledning"),
    "de": ("Artikel", "Einleitung"),
    "el": ("Άρθρο", "Εισαγωγή"),
    "es": ("Artículo", "Introducción"),
    "et": ("Artikkel", "Sissejuhatus"),
    "fi": ("Artikkeli", "Johdanto"),
    "fr": ("Article", "Introduction"),
    "he": ("מאמר", "מבוא"),
    "hr": ("Članak", "Uvod"),
    "hu": ("Cikk", "Bevezetés"),
    "it": ("Articolo", "Introduzione"),
    "ja": ("記事", "はじめに"),
    "ko": ("기사", "머리말"),
    "lt": ("Straipsnis", "Įvadas"),
    "lv": ("Raksts", "Ievads"),
    "nb": ("Artikkel", "Innledning"),
    "nl": ("Artikel", "Inleiding"),
    "nn": ("Artikkel", "Innleiing"),
    "no": ("Artikkel", "Innledning"),
    "pl": ("Artykuł", "Wstęp"),
    "pt": ("Artigo", "Introdução"),
    "ro": ("Articol", "Introducere"),
    "ru": ("Статья", "Введение"),
    "sk": ("Článok", "Úvod"),
    "sl": ("Članek", "Uvod"),
    "sr": ("Чланак", "Увод"),
    "sv": ("Artikel", "Inledning"),
    "tr": ("Makale", "Giriş"),
    "uk": ("Стаття", "Вступ"),
    "zh": ("文章", "引言"),
}


def name_of_whole(language: str | None) -> str:
    """What an article without a title is called; ``language`` is a tag such as "de-AT"."""
    return _names(language)[0]


def name_of_opening(language: str | None) -> str:
    """What the text above the first heading of an article without a title is called."""
    return _names(language)[1]


def _names(language: str | None) -> tuple[str, str]:
    return _NAMES.get((language or "").partition("-")[0].casefold(), _ENGLISH)
