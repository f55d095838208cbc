"""Writing a brief to a file whose ending picks the format."""

from __future__ import annotations

from pathlib import Path

from briefing.article import Article
from briefing.brief import Brief
from briefing.errors import UsageError
from briefing.exporting import FORMATS, export, render
from briefing.settings import DocumentOptions
from briefing.storing.project import save_project

PROJECT = ".briefing"


def check_ending(target: Path) -> None:
    """Refuse an ending that names no format, before any work is done. Raises UsageError."""
    if target.suffix.lower() not in (*FORMATS, PROJECT):
        known = " ".join([*FORMATS, PROJECT])
        raise UsageError(f"the ending of {target.name} names no format; use one of {known}")


def check_template(template: str) -> None:
    """Refuse a house style that cannot be used, before any work is done.

    Raises InputMissing or InputUnreadable.
    """
    render(Brief.begin(Article("", "", ())), ".docx", template=Path(template))


def write_brief(
    brief: Brief,
    target: Path,
    template: str | None = None,
    options: DocumentOptions | None = None,
) -> None:
    """Write the brief. Raises OutputError, and UsageError for an unknown ending."""
    check_ending(target)
    if target.suffix.lower() == PROJECT:
        save_project(brief, target)
    elif template is not None and target.suffix.lower() == ".docx":
        export(brief, target, template=Path(template), options=options)
    else:
        export(brief, target, options=options)
