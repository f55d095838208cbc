"""The note on how a briefing was made: by which model, when, and what a person or check changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefing import __version__
from briefing.brief import Brief, Bullet, BulletOrigin, EngineNote, Verdict
from briefing.exporting.text import cleaned, counted, listed, said_date
from briefing.settings import DocumentOptions, DoubtForm, EvidenceForm

_CHECKSUM = 12
"""Characters of a model's checksum that tell it from any other."""


def method(
    brief: Brief, day: date, options: DocumentOptions, *, has_references: bool
) -> Iterator[str]:
    """The paragraphs of the note."""
    places = [(title, shown) for title, shown in _places(brief) if shown]
    bullets = [bullet for _, shown in places for bullet in shown]
    sentences = [f"Made with Briefing {__version__} on {said_date(day)}."]
    if bullets:
        sentences += _who_worded(brief, bullets)
    if brief.engine.servers:
        sentences.append(_sent_where(brief))
    unchecked = sum(b.verdict is not Verdict.SUPPORTED for b in bullets)
    if unchecked:
        sentences.append(
            "The program's check could not confirm "
            f"{counted(unchecked, 'statement', 'statements')} against the article; a person should."
        )
    if has_references:
        sentences.append(_WHERE[options.evidence])
    yield " ".join(sentences)
    edited = [(title, numbers) for title, shown in places if (numbers := _by_a_person(shown))]
    # A person's share is told statement by statement; with all of them, that would say nothing.
    if 0 < sum(len(numbers) for _, numbers in edited) < len(bullets):
        shares = "; ".join(f"“{title}” {listed(numbers)}" for title, numbers in edited)
        yield f"Written or edited by a person, by their place in the list: {shares}."
    if options.doubts is DoubtForm.MARK:
        yield from _doubts(places)


_WHERE = {
    form: f"{where}; paragraphs are counted without headings and captions."
    for form, where in {
        EvidenceForm.FOOTNOTES: "Footnotes quote the words of the article that a statement rests "
        "on",
        EvidenceForm.ENDNOTES: "Endnotes quote the words of the article that a statement rests on",
        EvidenceForm.COMMENTS: "Comments quote the words of the article that a statement rests on",
        EvidenceForm.LIST: "Raised numbers lead to the words of the article that a statement "
        "rests on",
    }.items()
}


def _places(brief: Brief) -> Iterator[tuple[str, list[Bullet]]]:
    """Where statements stand, and those that are shown there."""
    titles = {section.id: cleaned(section.title) for section in brief.sections}
    for place, bullets in brief.places():
        title = titles.get(place, "Key points") or "Untitled section"
        yield title, [bullet for bullet in bullets if cleaned(bullet.text)]


def _is_a_persons(bullet: Bullet) -> bool:
    """A person's edit makes a statement the person's."""
    return bullet.origin is BulletOrigin.HUMAN or bullet.machine_text is not None


def _by_a_person(bullets: list[Bullet]) -> list[str]:
    return [str(number) for number, bullet in enumerate(bullets, 1) if _is_a_persons(bullet)]


def _who_worded(brief: Brief, bullets: list[Bullet]) -> Iterator[str]:
    """Who worded how many statements."""
    person = sum(map(_is_a_persons, bullets))
    model = sum(b.origin is BulletOrigin.MODEL and not _is_a_persons(b) for b in bullets)
    article = len(bullets) - person - model
    shares = [
        (model, f"worded by the language model {_model(brief)}"),
        (article, "taken from the article in its own words"),
        (person, "written or edited by a person"),
    ]
    told = [
        f"{number if number < len(bullets) else 'all'} {'was' if number == 1 else 'were'} {how}"
        for number, how in shares
        if number
    ]
    if len(bullets) == 1:
        yield f"The only statement was {next(how for number, how in shares if number)}."
    else:
        yield f"Of {len(bullets)} statements, {listed(told)}."
    if article and not model and brief.engine.sha256:
        yield f"The language model {_model(brief)} helped to choose among the article's words."
    if not person:
        yield "No statement was written or edited by a person."


def _sent_where(brief: Brief) -> str:
    """To which servers the article went; a model with a checksum is on this machine."""
    there = listed([cleaned(address) for address in brief.engine.servers])
    is_there = brief.engine.sha256 is None and brief.engine.model != EngineNote().model
    whom = f"the language model {cleaned(brief.engine.model)} on " if is_there else ""
    return f"Sentences of the article were sent to {whom}the server {there}."


def _model(brief: Brief) -> str:
    name = cleaned(brief.engine.model)
    checksum = cleaned(brief.engine.sha256 or "")[:_CHECKSUM]
    return f"{name} (checksum {checksum}…)" if checksum else name


def _doubts(places: list[tuple[str, list[Bullet]]]) -> Iterator[str]:
    for title, bullets in places:
        for number, bullet in enumerate(bullets, 1):
            reasons = "; ".join(reason for r in bullet.reasons if (reason := cleaned(r)))
            if bullet.verdict is not Verdict.SUPPORTED and reasons:
                yield f"To check, “{title}” {number}: {reasons}."
