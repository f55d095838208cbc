"""Briefs as JSON-ready dictionaries and back, in the format ``briefing/1``.

One form serves the JSON export, the project file and the messages of the worker. The reader
accepts what the writer writes and ignores keys it does not know, so that newer files still open.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from briefing.article import Article, Details, LeftOut, Member, Paragraph, ParagraphKind, Span
from briefing.brief import (
    DEEPEST,
    Brief,
    Bullet,
    BulletOrigin,
    EngineNote,
    Section,
    SectionOrigin,
    Timings,
    Verdict,
    Wishes,
)
from briefing.notes import Abbreviation, DateNote, KeyFigure, Notes, Row, Saying

FORMAT = "briefing/1"

NAMESPACE = "urn:briefing:1"
"""Names the XML in which another program's file, a Word document, carries a brief."""

IN_WORD = "_briefing_"
"""Begins the names of the hidden bookmarks that tell a Word document's statements apart."""

JsonObject = dict[str, Any]


def article_to_json(article: Article) -> JsonObject:
    """The article as the contract's ``article`` object.

    Added to it are ``contents``, ``url`` and, where there are any, ``left_out``, ``notes``,
    ``as_read``, ``accessed`` and ``members``.
    """
    data: JsonObject = {
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published,
        "publisher": article.publisher,
        "source": article.source,
        "language": article.language,
        "sha256": article.sha256,
        "paragraphs": [_paragraph_to_json(p) for p in article.paragraphs],
        "contents": list(article.contents),
        "url": article.url,
    }
    if article.left_out:
        data["left_out"] = [
            {"paragraph": _paragraph_to_json(i.paragraph), "after": i.after, "reason": i.reason}
            for i in article.left_out
        ]
    if article.notes:
        data["notes"] = list(article.notes)
    if article.as_read is not None:
        data["as_read"] = _details_to_json(article.as_read)
    if article.accessed is not None:
        data["accessed"] = article.accessed
    if article.members:
        data["members"] = [_member_to_json(m) for m in article.members]
    return data


def article_from_json(data: JsonObject) -> Article:
    """The article that ``article_to_json`` wrote. Raises KeyError, TypeError or ValueError."""
    return Article(
        source=data["source"],
        sha256=data["sha256"],
        paragraphs=tuple(_paragraph_from_json(p) for p in data["paragraphs"]),
        title=data.get("title"),
        authors=tuple(data.get("authors", ())),
        published=data.get("published"),
        publisher=data.get("publisher"),
        language=data.get("language"),
        contents=tuple(data.get("contents", ())),
        url=data.get("url"),
        left_out=tuple(
            LeftOut(_paragraph_from_json(i["paragraph"]), i["after"], i["reason"])
            for i in data.get("left_out", ())
        ),
        notes=tuple(data.get("notes", ())),
        as_read=_details_from_json(data["as_read"]) if "as_read" in data else None,
        members=tuple(_member_from_json(m) for m in data.get("members", ())),
        accessed=data.get("accessed"),
    )


def _member_to_json(member: Member) -> JsonObject:
    data: JsonObject = {
        "prefix": member.prefix,
        "source": member.source,
        "sha256": member.sha256,
        "details": _details_to_json(member.details),
        "contents": list(member.contents),
        "notes": list(member.notes),
    }
    if member.as_read is not None:
        data["as_read"] = _details_to_json(member.as_read)
    if member.accessed is not None:
        data["accessed"] = member.accessed
    return data


def _member_from_json(data: JsonObject) -> Member:
    return Member(
        prefix=data["prefix"],
        source=data["source"],
        sha256=data["sha256"],
        details=_details_from_json(data["details"]),
        contents=tuple(data.get("contents", ())),
        notes=tuple(data.get("notes", ())),
        as_read=_details_from_json(data["as_read"]) if "as_read" in data else None,
        accessed=data.get("accessed"),
    )


def _details_to_json(details: Details) -> JsonObject:
    return asdict(details) | {"authors": list(details.authors)}


def _details_from_json(data: JsonObject) -> Details:
    known = {name: data.get(name) for name in Details.__slots__}
    return Details(**known | {"authors": tuple(data.get("authors", ()))})


def _paragraph_from_json(data: JsonObject) -> Paragraph:
    return Paragraph(
        id=data["id"],
        kind=ParagraphKind(data["kind"]),
        text=data["text"],
        level=data.get("level"),
        page=data.get("page"),
    )


def bullet_to_json(bullet: Bullet) -> JsonObject:
    """The bullet as the contract's object, with ``machine_text`` added where there is one."""
    data: JsonObject = {
        "id": bullet.id,
        "text": bullet.text,
        "evidence": [
            {"paragraph": e.paragraph, "start": e.start, "end": e.end} for e in bullet.evidence
        ],
        "verdict": bullet.verdict.value,
        "score": round(bullet.score, 4),
        "reasons": list(bullet.reasons),
        "origin": bullet.origin.value,
    }
    if bullet.machine_text is not None:
        data["machine_text"] = bullet.machine_text
    if bullet.machine_origin is not None:
        data["machine_origin"] = bullet.machine_origin.value
    if bullet.locked:
        data["locked"] = True
    if bullet.level:
        data["level"] = bullet.level
    return data


def bullet_from_json(data: JsonObject) -> Bullet:
    """The bullet that ``bullet_to_json`` wrote. Raises KeyError, TypeError or ValueError."""
    return Bullet(
        id=data["id"],
        text=data["text"],
        evidence=tuple(Span(e["paragraph"], e["start"], e["end"]) for e in data["evidence"]),
        verdict=Verdict(data["verdict"]),
        score=float(data["score"]),
        reasons=tuple(data["reasons"]),
        origin=BulletOrigin(data["origin"]),
        machine_text=data.get("machine_text"),
        machine_origin=BulletOrigin(data["machine_origin"]) if "machine_origin" in data else None,
        locked=bool(data.get("locked", False)),
        level=min(max(int(data.get("level", 0)), 0), DEEPEST),
    )


def section_to_json(section: Section) -> JsonObject:
    """The section as the contract's object, with ``condensed`` added.

    ``condensed_from`` is there too if the section is stale, ``why`` if the program cut it,
    ``wishes`` if a person has any for it alone.
    """
    data: JsonObject = {
        "id": section.id,
        "title": section.title,
        "level": section.level,
        "origin": section.origin.value,
        "paragraphs": list(section.paragraphs),
        "bullets": [bullet_to_json(b) for b in section.bullets],
        "condensed": section.condensed,
    }
    if section.condensed_from is not None:
        data["condensed_from"] = list(section.condensed_from)
    if section.why:
        data["why"] = section.why
    wishes = {name: wish for name, wish in asdict(section.wishes).items() if wish is not None}
    if wishes:
        data["wishes"] = wishes
    return data


def section_from_json(data: JsonObject) -> Section:
    """The section that ``section_to_json`` wrote. Raises KeyError, TypeError or ValueError."""
    return Section(
        id=data["id"],
        title=data["title"],
        origin=SectionOrigin(data["origin"]),
        paragraphs=tuple(data["paragraphs"]),
        level=int(data["level"]),
        bullets=tuple(bullet_from_json(b) for b in data["bullets"]),
        condensed=bool(data.get("condensed", True)),
        condensed_from=tuple(data["condensed_from"]) if "condensed_from" in data else None,
        why=str(data.get("why", "")),
        wishes=Wishes(**{n: data.get("wishes", {}).get(n) for n in Wishes.__slots__}),
    )


def brief_to_json(brief: Brief) -> JsonObject:
    """The whole brief in the format ``briefing/1``."""
    timings = brief.timings
    data: JsonObject = {
        "format": FORMAT,
        "article": article_to_json(brief.article),
        "sections": [section_to_json(s) for s in brief.sections],
        "key_points": [bullet_to_json(b) for b in brief.key_points],
        "engine": {
            "model": brief.engine.model,
            "sha256": brief.engine.sha256,
            "settings": dict(brief.engine.settings),
            # only where there is one: a brief made on this machine alone has no such line
            **({"servers": list(brief.engine.servers)} if brief.engine.servers else {}),
        },
        "timings": {
            "read_s": round(timings.read_s, 3),
            "section_s": round(timings.section_s, 3),
            "load_s": round(timings.load_s, 3),
            "condense_s": round(timings.condense_s, 3),
            "check_s": round(timings.check_s, 3),
        },
        "title": brief.title,
        "next_id": brief.next_id,
    }
    if brief.notes:
        data["notes"] = notes_to_json(brief.notes)
    return data


def notes_to_json(notes: Notes) -> JsonObject:
    """What stands beside the bullets: each kind of row as a list."""
    return {
        "figures": [_note_to_json(row) for row in notes.figures],
        "sayings": [_note_to_json(row) for row in notes.sayings],
        "dates": [_note_to_json(row) for row in notes.dates],
        "abbreviations": [_note_to_json(row) for row in notes.abbreviations],
    }


def notes_from_json(data: JsonObject) -> Notes:
    """The notes that ``notes_to_json`` wrote. Raises KeyError, TypeError or ValueError."""
    return Notes(
        figures=tuple(KeyFigure(**_note_values(KeyFigure, r)) for r in data.get("figures", ())),
        sayings=tuple(Saying(**_note_values(Saying, r)) for r in data.get("sayings", ())),
        dates=tuple(DateNote(**_note_values(DateNote, r)) for r in data.get("dates", ())),
        abbreviations=tuple(
            Abbreviation(**_note_values(Abbreviation, r)) for r in data.get("abbreviations", ())
        ),
    )


def _note_to_json(row: Row) -> JsonObject:
    return asdict(row)


def _note_values(kind: type[Row], data: JsonObject) -> JsonObject:
    values = {name: data[name] for name in kind.__slots__}
    spans = {name: Span(**data[name]) for name in ("evidence", "words")}
    return values | spans


def brief_from_json(data: JsonObject) -> Brief:
    """The brief that ``brief_to_json`` wrote. Raises KeyError, TypeError or ValueError."""
    if data.get("format") != FORMAT:
        raise ValueError(f"the format is {data.get('format')!r}, not {FORMAT!r}")
    engine, timings = data["engine"], data["timings"]
    return Brief(
        article=article_from_json(data["article"]),
        sections=tuple(section_from_json(s) for s in data["sections"]),
        key_points=tuple(bullet_from_json(b) for b in data["key_points"]),
        title=data.get("title"),
        engine=EngineNote(
            model=engine["model"],
            sha256=engine["sha256"],
            settings=dict(engine["settings"]),
            servers=tuple(str(address) for address in engine.get("servers", ())),
        ),
        timings=Timings(**{name: float(timings[name]) for name in Timings.__slots__}),
        next_id=int(data.get("next_id", _first_free_id(data))),
        notes=notes_from_json(data.get("notes", {})),
    )


def _paragraph_to_json(paragraph: Paragraph) -> JsonObject:
    data: JsonObject = {
        "id": paragraph.id,
        "kind": paragraph.kind.value,
        "text": paragraph.text,
        "page": paragraph.page,
    }
    if paragraph.level is not None:
        data["level"] = paragraph.level
    return data


def _first_free_id(data: JsonObject) -> int:
    """A number above every bullet's and section's, for files that other programs wrote."""
    things = [*data["key_points"], *data["sections"]]
    things += [b for s in data["sections"] for b in s["bullets"]]
    numbers = [int(digits) for t in things if (digits := str(t["id"]).lstrip("bs")).isdigit()]
    return max(numbers, default=0) + 1
