"""Where the program keeps its things, and what the person can choose for a briefing."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import platformdirs

HOME_VARIABLE = "BRIEFING_HOME"
"""Environment variable: one folder for everything the program keeps (models, recovery files)."""


def data_folder() -> Path:
    """The folder for models and other data; it need not exist yet."""
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) if home else Path(platformdirs.user_data_dir("briefing", appauthor=False))


def models_folder() -> Path:
    """The folder with one sub-folder for each installed model; it need not exist yet."""
    return data_folder() / "models"


def recovery_folder() -> Path:
    """The folder for unsaved work; it need not exist yet."""
    return data_folder() / "recovery"


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What reading one article may take: ``seconds``, and ``megabytes`` of memory (10^6 bytes)."""

    seconds: float = 60.0
    megabytes: int = 1000


@dataclass(frozen=True, slots=True)
class Options:
    """What a person can choose for a briefing.

    ``model`` is a name from the catalogue, a folder, ``"default"`` (the installed default model,
    or none if it is not installed) or ``"extract"`` (no language model). ``bullets`` is the most
    bullets a section, ``words`` the most words a bullet, ``key_points_words`` the most words of
    all key points together. ``keep_quotes`` prefers sentences that quote somebody, and leaves no
    quoted word out of them.
    """

    model: str = "default"
    bullets: int = 4
    words: int = 25
    key_points_words: int = 75
    keep_quotes: bool = False


OWN_TEMPLATES = ("plain", "submission", "newsroom")
"""The names of the templates for Word documents that come with the program, the default first."""


class EvidenceForm(StrEnum):
    """How a Word document shows the words of the article that a statement rests on."""

    FOOTNOTES = "footnotes"
    ENDNOTES = "endnotes"
    COMMENTS = "comments"
    LIST = "list"
    NONE = "none"


class DoubtForm(StrEnum):
    """How a Word document shows that the check could not confirm a statement.

    ``MARK`` stands before the statement, in words that print; ``COMMENT`` is Word's own comment.
    """

    MARK = "mark"
    COMMENT = "comment"


class Paper(StrEnum):
    """The size of a page."""

    A4 = "a4"
    LETTER = "letter"


class Preset(StrEnum):
    """What a document is for, which decides its parts and their order."""

    FULL = "full"
    NOTE = "note"
    SUBMISSION = "submission"
    MEETING = "meeting"
    DIGEST = "digest"


class Part(StrEnum):
    """A part of a document that can be left out."""

    FIELDS = "fields"
    SOURCE = "source"
    CONTENTS = "contents"
    KEY_POINTS = "key-points"
    SECTIONS = "sections"
    FIGURES = "figures"
    SPEAKERS = "speakers"
    DATES = "dates"
    ABBREVIATIONS = "abbreviations"
    METHOD = "method"


ALL_PARTS = frozenset(Part) - {Part.CONTENTS}
"""What a full briefing has; a table of contents only where it is asked for."""


@dataclass(frozen=True, slots=True)
class DocumentOptions:
    """What a person can choose for the document that a brief becomes.

    ``preset`` gives the order of the parts, and ``parts`` are those that are in; its own usual
    choices are ``briefing.exporting.presets.usual``. Footnotes are the form of evidence unless
    another is chosen: on paper the words stand on the page of the statement, and a statement that
    is copied into another document takes its footnote along. ``marking`` is the handling marking
    for the top and bottom of each page. Of ``recipient`` (To), ``sender`` (From), ``purpose`` and
    ``dated``, None leaves the line out, and "" keeps it in a Word document as a field to fill in,
    ``dated`` as the day on which the document is made. ``fields`` are values for what else a preset
    asks, by its label. ``paper`` is None for the template's own. ``embed`` puts the brief with its
    article into a Word file, so that this program can open it again. ``styles`` are names of a
    house template's styles for title, headings and bullets, where a person set them.
    """

    evidence: EvidenceForm = EvidenceForm.FOOTNOTES
    doubts: DoubtForm = DoubtForm.MARK
    marking: str = ""
    recipient: str | None = ""
    sender: str | None = ""
    purpose: str | None = ""
    paper: Paper | None = None
    embed: bool = True
    styles: Mapping[str, str] = field(default_factory=dict)
    preset: Preset = Preset.FULL
    parts: frozenset[Part] = ALL_PARTS
    dated: str | None = ""
    fields: Mapping[str, str] = field(default_factory=dict)
