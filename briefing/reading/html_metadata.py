"""What a web page says about its article: JSON-LD first, then OpenGraph and other meta elements.

Highwire's citation_ names, Dublin Core and microdata are among them. What the page does not state
is None; nothing is guessed from its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from briefing.reading.cleaning import fold, same_title
from briefing.reading.dates import day_of
from briefing.reading.html_json_ld import stated_in
from briefing.reading.names import persons

_TITLE = "og:title dc.title dcterms.title citation_title parsely-title twitter:title title".split()
_AUTHOR = (
    "author citation_author dc.creator dcterms.creator parsely-author article:author byl "
    "sailthru.author".split()
)
_DATE = (
    "article:published_time og:published_time datepublished citation_publication_date "
    "citation_date dc.date dc.date.issued dcterms.issued dcterms.created dcterms.date "
    "parsely-pub-date sailthru.date pubdate publishdate publish-date publication_date date "
    "article.published originalpublicationdate".split()
)
_PUBLISHER = "og:site_name dc.publisher dcterms.publisher citation_publisher publisher".split()
_LANGUAGE = "content-language dc.language dcterms.language citation_language og:locale".split()

_ADDRESS = re.compile(r"https?:|www\.|[/@]|\.com\b", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+(?:[|–—·•»-]|::)\s+")
_LANGUAGE_TAG = re.compile(r"^([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?(?:[-_]|$)")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page states; None or empty where it states nothing. ``published`` is YYYY-MM-DD.

    ``body`` is the article's text if the page repeats it for machines, ``url`` the address that it
    names as its own.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    body: str | None = None
    url: str | None = None


def metadata_of(root: HtmlElement) -> Metadata:
    """The metadata in the page's tree, which must still have its scripts."""
    meta = _Meta.of(root)
    stated = stated_in(root)
    publishers = [
        *stated.names("publisher"),
        *meta.values(_PUBLISHER),
        *_marked(root, "//*[@itemprop='publisher']//*[@itemprop='name']"),
    ]
    publisher = next((name for name in publishers if not _ADDRESS.match(name)), None)
    authors = persons(stated.names("author"), publisher) or persons(
        [*meta.values(_AUTHOR), *_stated_authors(root)], publisher
    )
    dates = [*stated.texts("datePublished"), *meta.values(_DATE), *_stated_dates(root)]
    languages = [
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        *stated.texts("inLanguage"),
        *meta.values(_LANGUAGE),
    ]
    headline = _marked(root, "//*[@itemprop='headline' and not(@content)]")
    titles = [*stated.texts("headline"), *meta.values(_TITLE), *headline]
    addresses = [
        *(link.get("href") or "" for link in root.xpath("//link[@rel='canonical']")[:5]),
        *meta.values(("og:url", "dc.identifier", "citation_public_url")),
        *stated.addresses(),
    ]
    return Metadata(
        title=_title(root, titles, publisher),
        authors=authors,
        published=next(filter(None, map(day_of, dates)), None),
        publisher=publisher,
        language=next(filter(None, map(_language, languages)), None),
        body=next(iter(stated.texts("articleBody")), None),
        url=next(filter(None, map(address_of, addresses)), None),
    )


@dataclass(slots=True)
class _Meta:
    """The page's meta elements by their name in lower case."""

    named: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: HtmlElement) -> _Meta:
        meta = cls()
        for element in root.iter("meta"):
            content = fold(element.get("content") or "")
            for key in ("property", "name", "http-equiv", "itemprop"):
                name = (element.get(key) or "").casefold()
                if name and content:
                    meta.named.setdefault(name, []).append(content)
        return meta

    def values(self, names: Iterable[str]) -> list[str]:
        """What stands under the first of ``names`` that has anything, then under the others."""
        return [value for name in names for value in self.named.get(name, ())]


def address_of(text: str) -> str | None:
    """A web address as it is written, None if a text is none or leads to no page of a site."""
    bare = text.strip()
    try:
        parts = urlsplit(bare)
    except ValueError:
        return None
    is_page = parts.scheme in {"http", "https"} and "." in parts.netloc
    return bare if is_page and len(bare) <= 2000 and not re.search(r"\s", bare) else None


def _title(root: HtmlElement, stated: list[str], publisher: str | None) -> str | None:
    headings = [text for text in (fold(h.text_content()) for h in root.iter("h1")) if text]
    element = next(root.iter("title"), None)
    shown = fold(element.text_content()) if element is not None else ""
    lone = headings[0] if len(headings) == 1 else ""
    for title in stated:
        # Some pages state a description for a title: it shares no word with the title shown.
        shares = set(same_title(title).split()) & set(same_title(lone).split())
        if shares or not (lone and same_title(shown).startswith(same_title(lone))):
            return _without_site(title, publisher, headings)
    if lone:
        return lone
    return _without_site(shown, publisher, headings) or None


def _without_site(title: str, publisher: str | None, headings: list[str]) -> str:
    """The title without the site's name, as "The mill is sold | The Valley News" has it."""
    whole = same_title(title)
    parts = _SEPARATOR.split(title)
    for heading in headings:
        key = same_title(heading)
        if key and (
            key == same_title(parts[0]) or (len(key) * 2 > len(whole) and whole.startswith(key))
        ):
            return heading
    if publisher and len(parts) > 1:
        for index in (-1, 0):
            if same_title(parts[index]) == same_title(publisher):
                ends = [match.span() for match in _SEPARATOR.finditer(title)]
                return title[: ends[-1][0]] if index else title[ends[0][1] :]
    return title


def _marked(root: HtmlElement, path: str) -> list[str]:
    """The texts of the first elements that the page marks as ``path`` says."""
    texts = (fold(element.text_content()) for element in root.xpath(path)[:3])
    return [text for text in texts if text]


def _stated_authors(root: HtmlElement) -> Iterator[str]:
    """Authors that the page's own text is marked to name."""
    for element in root.xpath("//*[@rel='author' or @itemprop='author']")[:20]:
        named = element.xpath(".//*[@itemprop='name']")
        yield fold((named[0] if named else element).text_content())


def _stated_dates(root: HtmlElement) -> Iterator[str]:
    """Dates that the page's own text is marked to give; a lone time in the article counts."""
    for element in root.xpath("//*[@itemprop='datePublished' or @pubdate]")[:20]:
        yield element.get("datetime") or element.get("content") or element.text_content()
    times = {day_of(e.get("datetime")) for e in root.xpath("//article//time[@datetime]")[:50]}
    times.discard(None)
    if len(times) == 1:
        yield times.pop() or ""


def _language(text: str) -> str | None:
    match = _LANGUAGE_TAG.match(text.strip())
    if match is None:
        return None
    return "-".join(filter(None, (match[1].casefold(), (match[2] or "").upper())))
