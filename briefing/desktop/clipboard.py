"""Bullets in the clipboard: as a list for other programs, whole for this one, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QMimeData

from briefing.article import Article
from briefing.brief import Bullet
from briefing.codec import bullet_from_json, bullet_to_json
from briefing.editing.edits import NOT_CHECKED
from briefing.editing.pasting import Line, as_html, as_text, lines_of_html, lines_of_text

OWN = "application/x-briefing-bullets"
"""The form that keeps evidence and verdicts."""


def mime_of(bullets: Sequence[Bullet], article: Article) -> QMimeData:
    """The bullets as a list with its levels, as plain text, and as they are."""
    data = QMimeData()
    data.setText(as_text(bullets))
    data.setHtml(as_html(bullets))
    whole = {"article": article.sha256, "bullets": [bullet_to_json(b) for b in bullets]}
    data.setData(OWN, json.dumps(whole).encode())
    return data


def lines_of(data: QMimeData) -> tuple[Line, ...]:
    """Clean text: one line for each paragraph or list item; none where there is no text."""
    lines = lines_of_html(data.html()) if data.hasHtml() else ()
    return lines or lines_of_text(data.text())


def drafts_of(data: QMimeData, article: Article) -> tuple[Bullet, ...]:
    """What a clipboard or a drop holds as bullets without ids.

    Bullets on the same article keep all that is known of them; of others the words are taken, and
    are not checked yet.
    """
    own = _own(data, article)
    if own:
        return own
    return tuple(
        Bullet(id="", text=line.text, level=line.level, reasons=(NOT_CHECKED,))
        for line in lines_of(data)
    )


def _own(data: QMimeData, article: Article) -> tuple[Bullet, ...]:
    if not data.hasFormat(OWN):
        return ()
    try:
        whole = json.loads(bytes(data.data(OWN).data()))
        bullets = [replace(bullet_from_json(b), id="") for b in whole["bullets"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()  # from another version of the program: its text is there still
    known = {p.id: len(p.text) for p in article.paragraphs}
    fits = whole.get("article") == article.sha256 and all(
        e.end <= known.get(e.paragraph, -1) for b in bullets for e in b.evidence
    )
    return tuple(bullets) if fits else ()
