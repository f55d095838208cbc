"""Which of the old encodings bytes are in, where nothing says so.

Each encoding is tried, and its text judged by three things: whether its letters all belong to the
alphabet of one language that the encoding was made for, and stand where such letters stand (no
capital or sign amid a word); for East Asian ones, whether its characters are the common ones; and
whether a model of languages takes the text for that language. Counting single bytes alone, as
detectors of encodings do, needs more text than a letter has.
"""

from __future__ import annotations

import codecs
import math
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from briefing.reading.language import likelihoods

_SAMPLE = 6_000
"""How many bytes are judged; a few dozen letters tell."""
_PER_MISFIT = 4.0
_MOST_COUNTED = 20
_UNLIKELY = 1e-4
_HIGH = 0x80

_WESTERN = {
    "en": "éèêëïöüñçáíóàâôîæœø", "de": "äöüß", "fr": "àâæçéèêëîïôœùûüÿ", "es": "áéíóúüñºª",
    "pt": "áàâãçéêíóôõúüºª", "it": "àèéìíîòóùúªº", "ca": "àçèéíïòóúü", "nl": "éèëïóöüáíêâ",
    "da": "æøåéü", "no": "æøåéòôü", "sv": "åäöéüà", "fi": "äöåé", "is": "áðéíóúýþæö",
    "ga": "áéíóú", "eu": "ñç", "gl": "áéíóúñü", "sq": "ëç",
}  # fmt: skip
_CENTRAL = {
    "pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű",
    "ro": "ăâîșşțţ", "hr": "čćđšž", "sl": "čšžć", "bs": "čćđšž", "sq": "ëç",
}  # fmt: skip
_BALTIC = {"lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūžō", "et": "äõöüšž"}
_TURKISH = {"tr": "çğıöşüâîûi̇", "az": "çğıöşüə"}
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
_CYRILLIC = {
    "ru": _RUSSIAN, "bg": _RUSSIAN.translate({ord(c): None for c in "ыэё"}) + "ѝ",
    "uk": _RUSSIAN.translate({ord(c): None for c in "ыэёъ"}) + "іїєґ",
    "be": _RUSSIAN.translate({ord(c): None for c in "ищъ"}) + "іў",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш", "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
}  # fmt: skip
_GREEK = {"el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"}
_HEBREW = {"he": "".join(map(chr, range(0x5D0, 0x5EB)))}
_ARABIC = {
    "ar": "".join(map(chr, range(0x621, 0x653))),
    "fa": "".join(map(chr, range(0x621, 0x6D0))),
}
_THAI = {"th": "".join(map(chr, range(0xE01, 0xE5C)))}
_VOWELS = {"cyrillic": frozenset("аеёиоуыэюяіїє"), "greek": frozenset("αεηιουωάέήίόύώϊϋΐΰ")}
_SIGNS = frozenset("“”‘’„‚«»‹›–—…€£§°·•¡¿©®™½¼¾²³×±\u00a0\u00ad")
_OPENING = frozenset("¿¡„‚")
_TRAILING = frozenset("®™²³°")
_ACCENTED = frozenset("άέήίόύώΆΈΉΊΌΎΏ")
_THAI_MARKS = frozenset(map(chr, [0xE31, *range(0xE34, 0xE3B), *range(0xE47, 0xE4F)]))
_THAI_LEADING = frozenset("เแโใไ")
_WITHIN = frozenset("’‘·\u00ad–—")
"""Signs that may stand between two letters."""


@dataclass(frozen=True, slots=True)
class _Encoding:
    """An encoding, the languages that it was made for, and how rare it is (0: the usual one)."""

    name: str
    alphabets: dict[str, str]
    rarity: float
    script: str = ""


_SINGLE = (
    _Encoding("cp1252", _WESTERN, 0.0),
    _Encoding("cp1250", _CENTRAL, 0.4),
    _Encoding("cp1251", _CYRILLIC, 0.4, "cyrillic"),
    _Encoding("cp1253", _GREEK, 0.4, "greek"),
    _Encoding("cp1254", _TURKISH, 0.4),
    _Encoding("cp1255", _HEBREW, 0.4, "hebrew"),
    _Encoding("cp1256", _ARABIC, 0.4, "arabic"),
    _Encoding("cp1257", _BALTIC, 0.4),
    _Encoding("cp874", _THAI, 0.4, "thai"),
    _Encoding("iso8859-2", _CENTRAL, 0.5),
    _Encoding("iso8859-5", _CYRILLIC, 0.8, "cyrillic"),
    _Encoding("iso8859-6", _ARABIC, 0.8, "arabic"),
    _Encoding("iso8859-7", _GREEK, 0.5, "greek"),
    _Encoding("iso8859-8", _HEBREW, 0.6, "hebrew"),
    _Encoding("iso8859-13", _BALTIC, 0.6),
    _Encoding("iso8859-15", _WESTERN, 0.7),
    _Encoding("koi8-r", _CYRILLIC, 0.6, "cyrillic"),
    _Encoding("koi8-u", _CYRILLIC, 0.7, "cyrillic"),
    _Encoding("mac-roman", _WESTERN, 1.0),
    _Encoding("mac-cyrillic", _CYRILLIC, 1.0, "cyrillic"),
    _Encoding("mac-latin2", _CENTRAL, 1.5),
    _Encoding("cp850", _WESTERN, 1.5),
    _Encoding("cp852", _CENTRAL, 1.5),
    _Encoding("cp866", _CYRILLIC, 1.0, "cyrillic"),
)


def _in_rows(codec: str, first: int, last: int) -> Callable[[str], bool]:
    """Whether a character is among the common ones, which stand first in the old standards."""

    def common(character: str) -> bool:
        try:
            code = character.encode(codec)
        except UnicodeEncodeError:
            return False
        return len(code) == 2 and first <= code[0] <= last

    return common


def _is_kana(character: str) -> bool:
    return "\u3041" <= character <= "\u30ff"


_common_simplified = _in_rows("gb2312", 0xB0, 0xD7)
_common_traditional = _in_rows("big5", 0xA4, 0xC6)
_common_japanese = _in_rows("euc_jp", 0xB0, 0xCF)
_common_korean = _in_rows("euc_kr", 0xB0, 0xC8)
_EAST_ASIAN: tuple[tuple[str, str, Callable[[str], bool]], ...] = (
    ("cp932", "ja", lambda c: _is_kana(c) or _common_japanese(c)),
    ("euc_jp", "ja", lambda c: _is_kana(c) or _common_japanese(c)),
    ("gb18030", "zh", lambda c: _common_simplified(c) or _common_traditional(c)),
    ("big5hkscs", "zh", _common_traditional),
    ("cp949", "ko", _common_korean),
)


def likeliest_encoding(data: bytes) -> str:
    """The name of the encoding that ``data`` is most likely in; Windows' Western one if none fits.

    ``data`` is neither UTF-8 nor UTF-16 or UTF-32.
    """
    sample = _sample(data)
    scores = [(_score(encoding, sample), encoding.name) for encoding in _SINGLE]
    scores += [(_score_east_asian(*each, sample), each[0]) for each in _EAST_ASIAN]
    return max(scores, key=lambda item: item[0])[1]


def _sample(data: bytes) -> bytes:
    """Those lines that hold more than ASCII, as far as they are wanted."""
    kept: list[bytes] = []
    size = 0
    for line in data.splitlines():
        if size >= _SAMPLE:
            break
        if line and max(line) >= _HIGH:
            kept.append(line[:_SAMPLE])
            size += len(line)
    return b"\n".join(kept)


def _score(encoding: _Encoding, sample: bytes) -> float:
    text = sample.decode(encoding.name, errors="replace")
    high = [index for index, character in enumerate(text) if character >= "\x80"]
    unfit = {index for index in high if not _stands_well(text, index, encoding.script)}
    languages = likelihoods(text)
    best = -math.inf
    for language, letters in encoding.alphabets.items():
        misfits = sum(
            index in unfit or (text[index].isalpha() and text[index].lower() not in letters)
            for index in high
        )
        share = misfits / max(len(high), 1)
        likely = max(languages.get(language, 0.0), _UNLIKELY)
        score = math.log(likely) - _PER_MISFIT * share * min(len(high), _MOST_COUNTED)
        best = max(best, score)
    return best - encoding.rarity - _habit_penalty(text, encoding.script)


def _stands_well(text: str, index: int, script: str) -> bool:
    """Whether a character beyond ASCII stands where such a letter or sign stands."""
    character = text[index]
    before = text[index - 1] if index else " "
    after = text[index + 1] if index + 1 < len(text) else " "
    if script == "thai":
        return _stands_well_in_thai(character, before, after)
    if unicodedata.combining(character):
        return before.isalpha() and not before.isascii()
    if character.isalpha():
        if script and any(near.isascii() and near.isalpha() for near in (before, after)):
            return False
        if character in "σς":
            return (character == "ς") != after.isalpha()
        return not (character.isupper() and before.islower())
    if character not in _SIGNS or (character in _OPENING and before.isalpha()):
        return False
    if character in _TRAILING and after.isalpha():
        return False
    return character in _WITHIN or not (before.isalpha() and after.isalpha())


def _stands_well_in_thai(character: str, before: str, after: str) -> bool:
    if not "\u0e01" <= character <= "\u0e5b":
        return character in _SIGNS
    if character in _THAI_MARKS:
        return "\u0e01" <= before <= "\u0e4e" and before not in _THAI_LEADING
    if character in _THAI_LEADING:
        return "\u0e01" <= after <= "\u0e2e"
    return not any(near.isascii() and near.isalpha() for near in (before, after))


def _habit_penalty(text: str, script: str) -> float:
    """For scripts with vowels and accents: letters of another script, read so, have too few."""
    vowels = _VOWELS.get(script)
    letters = [c for c in text.lower() if c.isalpha() and c >= "\x80"]
    if vowels is None or len(letters) < 8:
        return 0.0
    share = sum(letter in vowels for letter in letters) / len(letters)
    if not 0.3 <= share <= 0.62:
        return 6.0
    words = [word for word in text.split() if len(word) > 3]
    accented = sum(any(c in _ACCENTED for c in word) for word in words)
    return 6.0 if script == "greek" and accented < 0.3 * len(words) else 0.0


def _score_east_asian(
    name: str, language: str, is_common: Callable[[str], bool], sample: bytes
) -> float:
    decoder = codecs.getincrementaldecoder(name)("replace")
    text = decoder.decode(sample)  # the last character may be cut
    high = [character for character in text if character >= "\x80"]
    misfits = sum(not (_is_east_asian_sign(c) or is_common(c)) for c in high)
    share = misfits / max(len(high), 1)
    if language == "ja" and not any(map(_is_kana, high)):
        share += 0.5
    likely = max(likelihoods(text).get(language, 0.0), _UNLIKELY)
    # Two bytes make a character here: each counts for two.
    counted = min(2 * len(high), _MOST_COUNTED)
    return math.log(likely) - _PER_MISFIT * share * counted - 0.5


def is_common_east_asian(character: str) -> bool:
    """Whether a character is among the common ones of Chinese, Japanese or Korean, or a sign."""
    return _is_east_asian_sign(character) or any(
        is_common(character) for _, _, is_common in _EAST_ASIAN
    )


def _is_east_asian_sign(character: str) -> bool:
    return (
        "\u3000" <= character <= "\u303f"
        or "\uff01" <= character <= "\uff5e"
        or (character in _SIGNS)
    )
