"""The options of a document as JSON, to be remembered from one export to the next."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from briefing.settings import (
    ALL_PARTS,
    DocumentOptions,
    DoubtForm,
    Paper,
    Part,
)

_Choice = TypeVar("_Choice", bound=StrEnum)

_MOST_TEXT = 2000
"""Characters that a remembered line may have; more is no line that a person wrote."""


def options_to_json(options: DocumentOptions) -> dict[str, Any]:
    """The options as an object whose values JSON can hold; equal options give equal objects."""
    return {
        "preset": options.preset.value,
        "parts": sorted(options.parts),
        "evidence": options.evidence.value,
        "doubts": options.doubts.value,
        "marking": options.marking,
        "paper": None if options.paper is None else options.paper.value,
        "to": options.recipient,
        "from": options.sender,
        "purpose": options.purpose,
        "dated": options.dated,
        "fields": dict(options.fields),
        "embed": options.embed,
        "styles": dict(options.styles),
    }


def options_from_json(data: object) -> DocumentOptions:
    """The options that ``options_to_json`` wrote; what cannot be used is passed over."""
    given = data if isinstance(data, dict) else {}
    plain = DocumentOptions()
    paper = given.get("paper")
    parts = given.get("parts")
    known = frozenset(Part)
    return DocumentOptions(
        preset=_choice(given.get("preset"), plain.preset),
        parts=frozenset(known & set(map(str, parts))) if isinstance(parts, list) else ALL_PARTS,
        evidence=_choice(given.get("evidence"), plain.evidence),
        doubts=_choice(given.get("doubts"), DoubtForm.MARK),
        marking=_line(given.get("marking")) or "",
        paper=None if paper is None else _choice(paper, Paper.A4),
        recipient=_line(given.get("to", "")),
        sender=_line(given.get("from", "")),
        purpose=_line(given.get("purpose", "")),
        dated=_line(given.get("dated", "")),
        fields=_lines(given.get("fields")),
        embed=given.get("embed") is not False,
        styles=_lines(given.get("styles")),
    )


def _choice(value: object, default: _Choice) -> _Choice:
    return next((c for c in type(default) if c == value), default)


def _line(value: object) -> str | None:
    return value[:_MOST_TEXT] if isinstance(value, str) else None


def _lines(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict):
        return {}
    return {k: v[:_MOST_TEXT] for k, v in value.items() if isinstance(v, str) and k}
