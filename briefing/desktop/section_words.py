"""What the window says of sections: why they begin where they do, and what became of them."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication

from briefing.brief import Brief, Section, Wishes
from briefing.desktop.section_runs import Run

_TITLE_WORDS = 6
"""How many words a section is called by that a person has begun, until it is given a title."""

_QUOTES = '“”„‟"«»‹›'


def tr(text: str) -> str:
    """The text in the person's language."""
    return QCoreApplication.translate("SectionWords", text)


def reason(section: Section) -> str:
    """Why the section begins where it does, as a sentence."""
    if section.why:
        return section.why
    if section.paragraphs:
        return tr("You have put its beginning here.")
    return tr("Nothing in the article stands under this title.")


def section_tip(section: Section) -> str:
    """What is known of a section: why it is as it is, and how much of the article it has."""
    number = len(section.paragraphs)
    if not number:
        return reason(section)
    size = tr("1 paragraph") if number == 1 else tr("{n} paragraphs").format(n=number)
    return "\n".join(filter(None, (reason(section), size, wishes_text(section.wishes))))


def wishes_text(wishes: Wishes) -> str:
    """What a person wants for a section alone, as a sentence; empty if nothing."""
    parts = []
    if wishes.bullets is not None:
        one, many = tr("1 bullet at most"), tr("{n} bullets at most").format(n=wishes.bullets)
        parts.append(one if wishes.bullets == 1 else many)
    if wishes.words is not None:
        parts.append(tr("{n} words a bullet").format(n=wishes.words))
    if wishes.keep_quotes is not None:
        kept, free = tr("quotations kept whole"), tr("quotations like all else")
        parts.append(kept if wishes.keep_quotes else free)
    return tr("For this section alone: {what}.").format(what=", ".join(parts)) if parts else ""


def stale_tip(section: Section) -> str:
    """What a stale section's mark means, and what can be done."""
    if not section.condensed:
        return tr("Nothing was written for this section yet.\nClick here to condense it.")
    return tr(
        "The section's paragraphs have changed since it was condensed.\n"
        "Click here, or press Ctrl+Shift+R, to condense it again; your own bullets stay."
    )


def line_tip(brief: Brief, run: Run, *, can_move: bool) -> str:
    """What is said of the line above a run: what begins there, why, and how to move it."""
    sentences = []
    if not run.section:
        sentences.append(
            tr("From here on the text is in no section, so the briefing leaves it out.")
        )
        sentences.append(tr("Press Ctrl+Alt+B in it to begin a section there."))
    else:
        section = brief.section(run.section)
        if run.goes_on:
            sentences += [tr("“{title}” goes on here.").format(title=section.title), section.why]
        else:
            text = tr("“{title}” begins here.").format(title=section.title)
            sentences += [text, reason(section)]
    first = " ".join(filter(None, sentences))
    if not can_move:
        return first
    how = tr("Drag the line to move it, or click it and press Alt+Shift+Up or Alt+Shift+Down.")
    return f"{first}\n{how}"


def as_tip(text: str) -> str:
    """A text for a tool tip: rich text is wrapped there, and signs in it must stay signs."""
    return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>" if text else ""


def title_from(text: str) -> str:
    """The name for a section that begins with this text, until the person gives one."""
    words = text.split()
    title = " ".join(words[:_TITLE_WORDS])
    title = title.translate(dict.fromkeys(map(ord, _QUOTES))).strip(" .,;:–—-")
    return f"{title} …" if len(words) > _TITLE_WORDS else title
