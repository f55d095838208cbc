"""The lines in which an article is shown: plain data, made anew from the article each time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QLocale

from briefing.article import Article, Paragraph, ParagraphKind, Row
from briefing.desktop.naming import name_of_article, short_address
from briefing.editing.corrections import BY_HAND
from briefing.gathering import apart, prefix_of_all

MOST_REASONS = 3
"""So many reasons are named where several passages were left out."""


class LineKind(Enum):
    """What a line of the article pane shows."""

    TITLE = auto()
    DETAILS = auto()
    NOTE = auto()
    PARAGRAPH = auto()
    FOLD = auto()
    """Says that something was left out here; can be opened and closed."""
    LEFT_OUT = auto()
    """A paragraph that was left out, below its open fold."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line; ``target`` names what a click on it does, empty for nothing."""

    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One block of the pane.

    ``key`` is unique among the lines and stays with what the line shows. ``paragraph`` is what
    it shows of the article; ``ids`` are the passages that a fold stands for.
    """

    kind: LineKind
    key: str
    pieces: tuple[Piece, ...]
    paragraph: Paragraph | None = None
    ids: tuple[str, ...] = ()
    is_open: bool = False

    @property
    def text(self) -> str:
        """All of it in words."""
        return "".join(piece.text for piece in self.pieces)


DETAIL = "detail:"
"""What the target of a detail begins with; the field's name follows."""

PUT_BACK = "put-back:"
"""What the target begins with that puts a passage back; its id follows."""


def tr(text: str) -> str:
    """The text in the person's language."""
    return QCoreApplication.translate("ArticleLines", text)


def lines_of(article: Article, opened: Iterable[str], *, all_open: bool = False) -> list[Line]:
    """All lines of an article; folds with one of the passages ``opened`` are open."""
    is_opened = set(opened).__contains__
    return [
        line
        for part in apart(article)
        for line in _lines_of_one(part, is_opened, prefix_of_all(part), all_open=all_open)
    ]


def _lines_of_one(
    article: Article, is_opened: Callable[[str], bool], prefix: str, *, all_open: bool
) -> list[Line]:
    title = article.title or tr("no title")
    target = "" if article.title else f"{DETAIL}{prefix}title"
    lines = [
        Line(LineKind.TITLE, f"{prefix}title", (Piece(title, target),)),
        Line(LineKind.DETAILS, f"{prefix}details", tuple(_details(article, prefix))),
    ]
    lines += [
        Line(LineKind.NOTE, f"{prefix}note:{number}", (Piece(note),))
        for number, note in enumerate(article.notes)
    ]
    for is_left_out, group in groupby(article.rows, key=lambda row: bool(row.left_out)):
        rows = list(group)
        if not is_left_out:
            lines += [_line_of(row.paragraph) for row in rows]
            continue
        is_open = all_open or any(is_opened(row.paragraph.id) for row in rows)
        ids = tuple(row.paragraph.id for row in rows)
        lines.append(
            Line(
                LineKind.FOLD,
                f"fold:{ids[0]}",
                (Piece(fold_text(rows)),),
                ids=ids,
                is_open=is_open,
            )
        )
        if is_open:
            lines += [_left_out_line(row.paragraph) for row in rows]
    return lines


def fold_text(rows: Sequence[Row]) -> str:
    """What was left out here: how many passages, and what they were taken for."""
    count = len(rows)
    reasons = list(dict.fromkeys(row.left_out for row in rows))
    if reasons == [BY_HAND]:
        one, many = tr("1 passage left out by you"), tr("{n} passages left out by you")
        return one if count == 1 else many.format(n=count)
    names = [reason_name(reason) for reason in reasons[:MOST_REASONS]]
    if len(reasons) > MOST_REASONS:
        names.append("…")
    text = tr("1 passage left out") if count == 1 else tr("{n} passages left out").format(n=count)
    return f"{text}: {', '.join(names)}"


def reason_name(reason: str) -> str:
    """Why a passage was left out, in the person's language."""
    return tr("by you") if reason == BY_HAND else tr(reason)


def kind_name(kind: ParagraphKind, level: int | None = None) -> str:
    """What a paragraph is, in the person's words."""
    if kind is ParagraphKind.HEADING:
        return tr("heading {level}").format(level=level or 1)
    return {
        ParagraphKind.TEXT: tr("text"),
        ParagraphKind.LIST: tr("list item"),
        ParagraphKind.QUOTE: tr("quotation"),
        ParagraphKind.TABLE: tr("table row"),
        ParagraphKind.CAPTION: tr("caption"),
        ParagraphKind.CODE: tr("code"),
    }[kind]


def language_name(code: str) -> str:
    """A language's name for its code; the code itself where no name is known."""
    locale = QLocale(code)
    if locale.language() == QLocale.Language.C:
        return code
    return QLocale.languageToString(locale.language())


def _line_of(paragraph: Paragraph) -> Line:
    return Line(LineKind.PARAGRAPH, paragraph.id, (Piece(paragraph.text),), paragraph)


def _left_out_line(paragraph: Paragraph) -> Line:
    pieces = (
        Piece(paragraph.text),
        Piece("   "),
        Piece(tr("Put back").replace(" ", "\N{NO-BREAK SPACE}"), f"{PUT_BACK}{paragraph.id}"),
    )
    return Line(LineKind.LEFT_OUT, paragraph.id, pieces, paragraph)


def _details(article: Article, prefix: str) -> Iterator[Piece]:
    """What is known, then what is not, each of which can be filled in."""
    known: list[tuple[str, str]] = []
    unknown: list[tuple[str, str]] = []
    fields = (
        ("publisher", article.publisher or "", tr("no publisher")),
        ("authors", ", ".join(article.authors), tr("no author")),
        ("published", article.published or "", tr("no date")),
        (
            "language",
            language_name(article.language) if article.language else "",
            tr("no language"),
        ),
        ("url", short_address(article.url) if article.url else "", tr("no address")),
    )
    for name, value, missing in fields:
        (known if value else unknown).append((name, value or missing))
    source = name_of_article(article)
    if source and source not in {value for _, value in known}:
        known.append(("", source))
    for number, (name, text) in enumerate((*known, *unknown)):
        if number:
            yield Piece("  ·  ")
        yield Piece(text, f"{DETAIL}{prefix}{name}" if (name, text) in unknown else "")
