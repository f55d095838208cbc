"""Which language a text is in, and how languages are named (BCP 47)."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import Any

from briefing.reading.cleaning import word_count

_FEWEST_WORDS = 20
"""A title or two are too little to tell a language from."""
_SURE = 0.8
"""How likely the model must hold a language, out of 1; at random it would be one in 140."""
MOST_CHARACTERS = 6_000
"""How much of a text is looked at."""
_TAG = re.compile(
    r"^(?P<language>[A-Za-z]{2,3})(?:[-_](?P<script>[A-Za-z]{4}))?"
    r"(?:[-_](?P<region>[A-Za-z]{2}|\d{3}))?(?=[-_.@,;\s]|$)"
)
_NO_LANGUAGES = frozenset({"und", "zxx", "mul", "mis", "qaa", "xx", "zz"})
_VARIETIES = {
    "pcm": "en", "wuu": "zh", "yue": "zh", "arz": "ar", "ary": "ar", "hbo": "he", "grc": "el",
    "uzs": "uz", "sdh": "ku", "nb": "no",
}  # fmt: skip
"""What the model tells apart and a reader of the article would call by one name."""
_NAMES = {
    "arabic": "ar", "bulgarian": "bg", "catalan": "ca", "chinese": "zh", "croatian": "hr",
    "czech": "cs", "čeština": "cs", "danish": "da", "dansk": "da", "dutch": "nl",
    "nederlands": "nl", "english": "en", "estonian": "et", "finnish": "fi", "suomi": "fi",
    "french": "fr", "français": "fr", "german": "de", "deutsch": "de", "greek": "el",
    "hebrew": "he", "hindi": "hi", "hungarian": "hu", "magyar": "hu", "indonesian": "id",
    "irish": "ga", "gaeilge": "ga", "italian": "it", "italiano": "it", "japanese": "ja",
    "korean": "ko", "latvian": "lv", "lithuanian": "lt", "norwegian": "no", "norsk": "no",
    "persian": "fa", "polish": "pl", "polski": "pl", "portuguese": "pt", "português": "pt",
    "romanian": "ro", "russian": "ru", "русский": "ru", "serbian": "sr", "slovak": "sk",
    "slovenian": "sl", "spanish": "es", "español": "es", "swedish": "sv", "svenska": "sv",
    "turkish": "tr", "türkçe": "tr", "ukrainian": "uk", "українська": "uk", "urdu": "ur",
    "vietnamese": "vi", "welsh": "cy", "cymraeg": "cy",
}  # fmt: skip
_THREE_LETTERS = {
    "ara": "ar", "bul": "bg", "cat": "ca", "ces": "cs", "cze": "cs", "chi": "zh", "zho": "zh",
    "cym": "cy", "wel": "cy", "dan": "da", "deu": "de", "ger": "de", "dut": "nl", "nld": "nl",
    "ell": "el", "gre": "el", "eng": "en", "est": "et", "fin": "fi", "fra": "fr", "fre": "fr",
    "gle": "ga", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "ind": "id", "ita": "it",
    "jpn": "ja", "kor": "ko", "lav": "lv", "lit": "lt", "nob": "nb", "nno": "nn", "nor": "no",
    "fas": "fa", "per": "fa", "pol": "pl", "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru",
    "slk": "sk", "slo": "sk", "slv": "sl", "spa": "es", "srp": "sr", "swe": "sv", "tur": "tr",
    "ukr": "uk", "urd": "ur", "vie": "vi",
}  # fmt: skip


def language_tag(given: str | None) -> str | None:
    """A stated language as a tag such as "en-GB" or "zh-Hans-CN"; None if it names none.

    ``given`` may be a tag in any case, parted by dashes or underscores, the name of a system's
    locale ("en_US.UTF-8"), a code of three letters or a language's name.
    """
    bare = (given or "").strip()
    name = re.split(r"[\s(,;/]", bare, maxsplit=1)[0].casefold() if bare else ""
    if name in _NAMES:
        return _NAMES[name]
    match = _TAG.match(bare)
    if match is None:
        return None
    language = match["language"].casefold()
    language = _THREE_LETTERS.get(language, language)
    if language in _NO_LANGUAGES:
        return None
    script = match["script"].title() if match["script"] else ""
    return "-".join(filter(None, (language, script, (match["region"] or "").upper())))


def told_language(text: str) -> str | None:
    """The language that ``text`` is in, None if it is too short or the model is not sure."""
    if word_count(text[:MOST_CHARACTERS]) < _FEWEST_WORDS:
        return None
    language, likely = max(likelihoods(text).items(), key=lambda item: item[1])
    return language if likely >= _SURE and language not in _NO_LANGUAGES else None


def likelihoods(text: str) -> dict[str, float]:
    """How likely ``text`` is in each language that the model knows, together 1."""
    merged: dict[str, float] = {}
    for language, likely in _model().rank(text[:MOST_CHARACTERS]):
        name = _VARIETIES.get(language, language)
        merged[name] = merged.get(name, 0.0) + float(likely)
    return merged


@cache
def _model() -> Any:  # noqa: ANN401 (the library describes no types)
    # Loaded when it is first needed: that takes most of a second, and many articles state theirs.
    library = import_module("py3langid.langid")
    return library.LanguageIdentifier.from_model_file(library.MODEL_FILE, norm_probs=True)
