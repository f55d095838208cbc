"""Footnotes, endnotes and comments, in parts of their own as Word keeps them.

python-docx has no call for footnotes and endnotes, and comments are written the same way here:
a part, its relationship from the document, for notes the two separators that Word asks for, and
their mention in the settings (ISO/IEC 29500-1, 17.11 and 17.13.4).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from briefing.exporting.docx_parts import Element, add_mark, add_text, element, styled_paragraph

AUTHOR = "Briefing"
"""Whose comments they are: the program's."""

_INITIALS = "B"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True, slots=True)
class NoteStyles:
    """The ids of the styles of a kind of note: its text, and its number in the text."""

    text: str
    reference: str


class _Part:
    """A part of the document with notes of one kind."""

    def __init__(self, word: WordDocument, name: str) -> None:
        self._root = OxmlElement(f"w:{name}")
        package = word.part.package
        part = XmlPart(
            PackURI(f"/word/{name}.xml"),
            f"{_TYPES}.{name}+xml",
            self._root,
            package,
        )
        word.part.relate_to(part, f"{_RELATIONSHIPS}/{name}")
        self._count = 0

    def _next(self) -> str:
        self._count += 1
        return str(self._count)


class Notes(_Part):
    """Footnotes or endnotes; ``kind`` is ``footnote`` or ``endnote``."""

    def __init__(self, word: WordDocument, kind: str, styles: NoteStyles) -> None:
        super().__init__(word, f"{kind}s")
        self._kind = kind
        self._styles = styles
        mention = element(f"w:{kind}Pr")
        if kind == "endnote":  # Word would count them i, ii, iii
            mention.append(element("w:numFmt", val="decimal"))
        for number, separator in (("-1", "separator"), ("0", "continuationSeparator")):
            note = element(f"w:{kind}", type=separator, id=number)
            line = styled_paragraph(styles.text)
            run = element("w:r")
            run.append(element(f"w:{separator}"))
            line.append(run)
            note.append(line)
            self._root.append(note)
            mention.append(element(f"w:{kind}", id=number))
        _into_settings(word, mention)

    def add(self, paragraph: Element) -> tuple[Element, Element]:
        """A note whose number stands at the end of ``paragraph``.

        The run with the number, and the note's own paragraph, which begins with a space.
        """
        number = self._next()
        note = element(f"w:{self._kind}", id=number)
        text = styled_paragraph(self._styles.text)
        add_mark(text, f"w:{self._kind}Ref", self._styles.reference)
        add_text(text, " ")
        note.append(text)
        self._root.append(note)
        run = add_mark(paragraph, f"w:{self._kind}Reference", self._styles.reference, id=number)
        return run, text


class Comments(_Part):
    """Word's own comments, each on a whole paragraph's text."""

    def __init__(self, word: WordDocument, styles: NoteStyles, moment: datetime) -> None:
        super().__init__(word, "comments")
        self._styles = styles
        self._date = moment.strftime("%Y-%m-%dT%H:%M:%SZ")

    def add(self, paragraph: Element) -> Element:
        """A comment on all that stands in ``paragraph`` so far: its own paragraph, to be filled."""
        number = self._next()
        comment = element(
            "w:comment", id=number, author=AUTHOR, date=self._date, initials=_INITIALS
        )
        text = styled_paragraph(self._styles.text)
        add_mark(text, "w:annotationRef", self._styles.reference)
        comment.append(text)
        self._root.append(comment)
        # Behind the paragraph's properties, and behind the beginnings of other comments.
        paragraph[0].addnext(element("w:commentRangeStart", id=number))
        paragraph.append(element("w:commentRangeEnd", id=number))
        add_mark(paragraph, "w:commentReference", self._styles.reference, id=number)
        return text


_BEFORE_NOTES = frozenset(
    qn(f"w:{name}")
    for name in """
    writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries
    displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData
    embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins
    alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop
    hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState formsDesign
    attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge
    revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection
    autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation
    consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength
    clickAndTypeStyle defaultTableStyle evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting
    bookFoldPrintingSheets drawingGridHorizontalSpacing drawingGridVerticalSpacing
    displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery
    doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin
    doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne
    strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture
    doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText
    doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags
    alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr
    """.split()
)
"""What stands in the settings before the endnotes, in the order of the schema (17.15.1.78)."""


def _into_settings(word: WordDocument, mention: Element) -> None:
    """Name the separators in the settings, at the place that the schema gives them."""
    settings = word.settings.element
    for old in settings.findall(mention.tag):
        settings.remove(old)
    earlier = _BEFORE_NOTES - {mention.tag}
    place = sum(1 for child in settings if child.tag in earlier)
    settings.insert(place, mention)
