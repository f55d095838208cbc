"""The words of a Word file that are no plain text: symbols of picture fonts, and formulas."""

from __future__ import annotations

from briefing.reading.archive import Element, attribute, child, local

_PRIVATE = 0xF000
"""Word writes the characters of fonts without letters into this private area of Unicode."""

_GREEK = dict(
    zip(
        "ABCDEFGHIKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
_SYMBOL = {
    0x2D: "−", 0xA0: "€", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→",
    0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈",
    0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√", 0xDB: "⇔", 0xDE: "⇒", 0xE5: "∑",
    0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {
    0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "❑", 0x76: "❖", 0x78: "☒", 0x9F: "•",
    0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔",
    0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip


def symbol(element: Element) -> str:
    """The character that a ``w:sym`` shows; empty for a pictogram that stands for no word."""
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    return decoded(chr(code) if 0x20 <= code <= 0xFFFF else "", attribute(element, "font") or "")


def decoded(text: str, font: str) -> str:
    """``text`` with the characters of a symbol font turned into those that they show."""
    kind = font.casefold()
    if not any(_PRIVATE < ord(character) <= _PRIVATE + 0xFF for character in text):
        return text
    return "".join(_shown(character, kind) for character in text)


def _shown(character: str, font: str) -> str:
    code = ord(character) - _PRIVATE
    if not 0 < code <= 0xFF:
        return character
    if font.startswith("wingdings"):
        return _WINGDINGS.get(code, "")
    if code in _SYMBOL:
        return _SYMBOL[code]
    plain = chr(code)
    if font == "symbol" and plain in _GREEK:
        return _GREEK[plain]
    return plain if 0x20 <= code < 0x7F else ""


def formula(element: Element) -> str:
    """A formula on one line: ``(a + b)/c``, ``x^2``, ``√(x)``."""
    name = local(element)
    if name == "t":
        return element.text or ""
    if name.endswith("Pr"):
        return ""
    form = _FORMS.get(name)
    return form(element) if form is not None else _inside(element)


def _inside(element: Element | None) -> str:
    return "".join(formula(inner) for inner in element) if element is not None else ""


def _part(element: Element, name: str) -> str:
    return _inside(child(element, name))


def _grouped(text: str) -> str:
    """``text`` in brackets unless it is one number, letter or group."""
    bare = text.strip()
    return bare if bare.isalnum() or (bare[:1] == "(" and bare[-1:] == ")") else f"({bare})"


def _fraction(element: Element) -> str:
    return f"{_grouped(_part(element, 'num'))}/{_grouped(_part(element, 'den'))}"


def _raised(element: Element) -> str:
    return f"{_part(element, 'e')}{_part(element, 'sub')}^{_grouped(_part(element, 'sup'))}"


def _root(element: Element) -> str:
    return f"{_part(element, 'deg')}√({_part(element, 'e')})"


def _bracketed(element: Element) -> str:
    properties = child(element, "dPr")
    begin = attribute(child(properties, "begChr"), "val")
    end = attribute(child(properties, "endChr"), "val")
    between = attribute(child(properties, "sepChr"), "val") or "|"
    parts = between.join(_inside(inner) for inner in element if local(inner) == "e")
    return f"{'(' if begin is None else begin}{parts}{')' if end is None else end}"


def _sum(element: Element) -> str:
    sign = attribute(child(element, "naryPr", "chr"), "val") or "∫"
    low, high = _part(element, "sub"), _part(element, "sup")
    limits = (f"_{_grouped(low)}" if low else "") + (f"^{_grouped(high)}" if high else "")
    return f"{sign}{limits} {_part(element, 'e')}"


def _function(element: Element) -> str:
    return f"{_part(element, 'fName')} {_part(element, 'e')}"


def _rows(element: Element) -> str:
    rows = [inner for inner in element if local(inner) in {"mr", "e"}]
    return "; ".join(
        ", ".join(_inside(cell) for cell in row if local(cell) == "e")
        if local(row) == "mr"
        else _inside(row)
        for row in rows
    )


def _equations(element: Element) -> str:
    return " ".join(formula(inner) for inner in element)


_FORMS = {
    "f": _fraction,
    "sSup": _raised,
    "sSubSup": _raised,
    "rad": _root,
    "d": _bracketed,
    "nary": _sum,
    "func": _function,
    "m": _rows,
    "eqArr": _rows,
    "oMathPara": _equations,
}
