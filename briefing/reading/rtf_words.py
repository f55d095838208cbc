"""The control words of rich text (RTF) that say where text goes, and what stands for it."""

from __future__ import annotations

from briefing.reading.shaping import PAGE_FOOTER, PAGE_HEADER

SKIPPED = frozenset(
    """colortbl pict object themedata listtable listoverridetable rsidtbl generator
    xmlnstbl latentstyles datastore
    bkmkstart bkmkend annotation atnid atnauthor atntime atnref atndate atrfstart atrfend pn
    shprslt nonshppict filetbl revtbl pgdsctbl operator keywords subject doccomm comment manager
    company category hlinkbase creatim revtim printim buptim background template stylerestrictions
    private xe tc rxe txe objclass objname objdata sp pnseclvl mmathPr do userprops""".split()
)
"""Groups whose text is no text of the document."""
OPENED = frozenset({"shpinst", "shptxt", "ud", "shp", "footnote", "listtext", "pntext"})
"""Marked as optional by some programs, but text of the document."""
PLACES = {
    "fonttbl": "fonttbl", "stylesheet": "stylesheet", "info": "info", "footnote": "note",
    "listtext": "marker", "pntext": "marker", "upr": "skip-one", "fldinst": "field",
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), PAGE_HEADER),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), PAGE_FOOTER),
}  # fmt: skip
"""Where the text of a group goes that begins with this word."""
SYMBOLS = {
    "tab": "\t", "line": "\n", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "emdash": "—", "endash": "–", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
    "softline": "\n", "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
"""Characters that have a word of their own."""
EDGES = frozenset({PAGE_HEADER, PAGE_FOOTER})
"""The places whose text stands on each page."""
PARAGRAPH_ENDS = frozenset({"par", "sect", "page", "column"})
"""Words that end a paragraph."""
