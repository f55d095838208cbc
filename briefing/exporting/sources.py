"""What is said of where an article comes from."""

from __future__ import annotations

from briefing.article import Article, Details, Member
from briefing.exporting.text import cleaned, listed, said_iso_date


def source_name(source: str) -> str:
    """An address as it is; of a path only the file's name, since the folders tell who made it."""
    if "://" in source:
        return cleaned(source)
    return cleaned(source.replace("\\", "/").rstrip("/").rpartition("/")[2])


def source_line(details: Details) -> str:
    """Publisher, date and authors in one line, as far as they are known."""
    parts = (
        cleaned(details.publisher or ""),
        said_iso_date(cleaned(details.published or "")),
        authors_of(details),
    )
    return ", ".join(part for part in parts if part)


def authors_of(details: Details | Article) -> str:
    """The authors as a person would list them."""
    return listed([name for author in details.authors if (name := cleaned(author))])


def name_of_member(member: Member) -> str:
    """What to call one of several articles: publisher and title, or its file."""
    details = member.details
    title = cleaned(details.title or "")
    parts = (cleaned(details.publisher or ""), f"“{title}”" if title else "")
    return ", ".join(part for part in parts if part) or source_name(member.source)
