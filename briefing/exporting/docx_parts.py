"""The pieces of WordprocessingML that python-docx has no call for: links, fields, languages."""

from __future__ import annotations

import copy
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from briefing.exporting.text import is_right_to_left, runs_right_to_left

Element = Any
"""An lxml element; python-docx gives no narrower type for those that it does not know."""

_MOST_TOOLTIP = 255
"""Word takes no longer text for the tip that shows under the mouse."""

_MOST_TAG = 64
"""Word takes no longer tag for a field."""

_REGIONS = {
    "ar": "ar-SA", "bg": "bg-BG", "cs": "cs-CZ", "da": "da-DK", "de": "de-DE", "el": "el-GR",
    "en": "en-GB", "es": "es-ES", "et": "et-EE", "fa": "fa-IR", "fi": "fi-FI", "fr": "fr-FR",
    "ga": "ga-IE", "he": "he-IL", "hr": "hr-HR", "hu": "hu-HU", "it": "it-IT", "ja": "ja-JP",
    "ko": "ko-KR", "lt": "lt-LT", "lv": "lv-LV", "mt": "mt-MT", "nb": "nb-NO", "nl": "nl-NL",
    "no": "nb-NO", "pl": "pl-PL", "pt": "pt-PT", "ro": "ro-RO", "ru": "ru-RU", "sk": "sk-SK",
    "sl": "sl-SI", "sv": "sv-SE", "tr": "tr-TR", "uk": "uk-UA", "ur": "ur-PK", "zh": "zh-CN",
}  # fmt: skip
_EAST_ASIAN = {"ja": "Yu Gothic", "ko": "Malgun Gothic", "zh": "Microsoft YaHei"}


def element(tag: str, /, **attributes: str) -> Element:
    """An element of WordprocessingML, with attributes in its namespace: ``element("w:tab")``."""
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def add_text(
    parent: Element, text: str, style: str | None = None, like: Element | None = None
) -> None:
    """A run of ``text`` at the end of a paragraph or link, with a character style by its id.

    ``like`` is a run whose looks it takes instead.
    """
    run = _run(parent, style, right_to_left=is_right_to_left(text))
    looks = None if like is None else like.find(qn("w:rPr"))
    if looks is not None:
        for old in run.findall(qn("w:rPr")):
            run.remove(old)
        run.insert(0, copy.deepcopy(looks))
    made = element("w:t")
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(made)


def add_tab(parent: Element) -> None:
    """A tabulator at the end of a paragraph."""
    _run(parent, None).append(element("w:tab"))


def add_field(parent: Element, code: str, shown: str, style: str | None = None) -> None:
    """A field that Word works out, such as ``PAGE``; ``shown`` stands there until it does."""
    begin_field(parent, code, style)
    add_text(parent, shown, style)
    end_field(parent, style)


def begin_field(
    parent: Element, code: str, style: str | None = None, *, dirty: bool = False
) -> None:
    """The beginning of a field, behind which what it shows stands; Word renews a dirty one."""
    more = {"dirty": "1"} if dirty else {}
    _run(parent, style).append(element("w:fldChar", fldCharType="begin", **more))
    instruction = element("w:instrText")
    instruction.text = f" {code} "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    _run(parent, style).append(instruction)
    _run(parent, style).append(element("w:fldChar", fldCharType="separate"))


def end_field(parent: Element, style: str | None = None) -> None:
    """The end of a field, which may lie in another paragraph than its beginning."""
    _run(parent, style).append(element("w:fldChar", fldCharType="end"))


def add_link(parent: Element, bookmark: str, tip: str) -> Element:
    """An empty link to a bookmark in the document, with a tip that shows under the mouse."""
    link = element("w:hyperlink", anchor=bookmark, history="1", tooltip=tip[:_MOST_TOOLTIP])
    parent.append(link)
    return link


def add_mark(parent: Element, tag: str, style: str, **attributes: str) -> Element:
    """A run with one mark of Word's own in it, such as ``w:footnoteReference``; the run."""
    run = _run(parent, style)
    run.append(element(tag, **attributes))
    return run


def add_blank(parent: Element, label: str, shown: str, style: str) -> None:
    """A field for a person to fill in: clicked on, ``shown`` gives way to what is typed."""
    control = element("w:sdt")
    properties = element("w:sdtPr")
    properties.append(element("w:alias", val=label))
    properties.append(element("w:tag", val=tag_of(label)))
    properties.append(element("w:showingPlcHdr"))
    properties.append(element("w:text"))
    content = element("w:sdtContent")
    add_text(content, shown, style)
    control.append(properties)
    control.append(content)
    parent.append(control)


def blank_part(label: str, shown: Element) -> Element:
    """A place for a person to write as much as they like, with ``shown`` there until they do."""
    control = element("w:sdt")
    properties = element("w:sdtPr")
    properties.append(element("w:alias", val=label))
    properties.append(element("w:tag", val=tag_of(label)))
    properties.append(element("w:showingPlcHdr"))
    content = element("w:sdtContent")
    content.append(shown)
    control.append(properties)
    control.append(content)
    return control


def tag_of(label: str) -> str:
    """The tag by which a field for a person can be found again, from what stands beside it."""
    return f"briefing-{'-'.join(label.lower().split())}"[:_MOST_TAG]


def styled_paragraph(style: str) -> Element:
    """An empty paragraph of a style, by its id, that stands nowhere yet."""
    paragraph = element("w:p")
    properties = element("w:pPr")
    properties.append(element("w:pStyle", val=style))
    paragraph.append(properties)
    return paragraph


def surround_with_bookmark(parent: Element, first: Element, name: str, number: int) -> None:
    """Put a bookmark around ``first`` and all that follows it in ``parent``.

    ``name`` and ``number`` must be the only ones of their kind in the document.
    """
    first.addprevious(element("w:bookmarkStart", id=str(number), name=name))
    parent.append(element("w:bookmarkEnd", id=str(number)))


def word_language(language: str | None) -> str:
    """A language as Word writes it, with a region: ``de-DE`` for ``de``, British English for None.

    Most languages of Europe and the largest elsewhere get a region; others stay as they are.
    """
    code = (language or "en").replace("_", "-")
    base = code.split("-")[0].lower()
    return code if "-" in code else _REGIONS.get(base, base)


def set_language(document: WordDocument, language: str) -> None:
    """Make ``language``, as Word writes it, the document's by its defaults, its direction too."""
    base = language.partition("-")[0].lower()
    defaults = document.styles.element.find(qn("w:docDefaults"))
    marks = defaults.find(".//" + qn("w:lang"))
    if runs_right_to_left(language):
        marks.set(qn("w:bidi"), language)
        defaults.find(".//" + qn("w:spacing")).addprevious(element("w:bidi"))
        return
    marks.set(qn("w:val"), language)
    if base in _EAST_ASIAN:
        marks.set(qn("w:eastAsia"), language)
        defaults.find(".//" + qn("w:rFonts")).set(qn("w:eastAsia"), _EAST_ASIAN[base])


def _run(parent: Element, style: str | None, *, right_to_left: bool = False) -> Element:
    run = element("w:r")
    if style or right_to_left:
        properties = element("w:rPr")
        if style:
            properties.append(element("w:rStyle", val=style))
        if right_to_left:  # what the script is, not how it looks
            properties.append(element("w:rtl"))
        run.append(properties)
    parent.append(run)
    return run
