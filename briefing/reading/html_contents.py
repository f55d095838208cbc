"""The contents list of a web page: links that lead to places in the page itself.

It may stand in the page's navigation or beside the text as well as on top of it, as a list, a bar
of links or a few boxes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import dropwhile, islice
from urllib.parse import unquote, urldefrag, urljoin

from lxml.html import HtmlElement

from briefing.article import ParagraphKind
from briefing.reading.cleaning import is_sentence_like, same_title, word_count
from briefing.reading.contents import take_contents
from briefing.reading.contents_labels import is_any_label, is_contents_label
from briefing.reading.contents_topics import are_named, are_spoken_of, are_topics
from briefing.reading.draft import Block
from briefing.reading.html_blocks import Candidate
from briefing.reading.html_controls import controls_as_links

_KINDS_OF_ENTRIES = frozenset({ParagraphKind.LIST, ParagraphKind.TEXT})
_FEWEST_ENTRIES = 2
_FEWEST_LOST = 3
_SPOKEN_OF = 0.4
_MOST_LISTS = 8
_MOST_SIBLINGS = 20
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def settle_leaps(root: HtmlElement, address: str | None) -> None:
    """Write whatever leads to a place in the page itself as a link, without the page's address.

    Browsers write the whole address into pages that they save and into the clipboard. ``address``
    is the page's own, None if it is not known: then it is one that several links share whose
    places stand in this page.
    """
    places = _places(root)
    controls_as_links(root, places)
    links: dict[str, list[tuple[HtmlElement, str]]] = defaultdict(list)
    for link in root.iter("a"):
        href = (link.get("href") or "").strip()
        try:
            base, fragment = urldefrag(urljoin(address or "", href))
        except ValueError:
            continue
        if base and fragment and not href.startswith("#"):
            links[base.rstrip("/")].append((link, fragment))
    own = urldefrag(address or "").url.rstrip("/")
    if not own and links:
        own = next((base for base, found in links.items() if _stand(found, places)), "")
    for link, fragment in links.get(own, ()):
        link.set("href", f"#{fragment}")


def _stand(found: Sequence[tuple[HtmlElement, str]], places: Mapping[str, HtmlElement]) -> bool:
    fragments = {unquote(fragment) for _, fragment in found}
    return (
        len(fragments) >= _FEWEST_ENTRIES
        and len(fragments & places.keys()) * 3 >= len(fragments) * 2
    )


def contents_of_page(
    root: HtmlElement,
    found: Sequence[Candidate],
    body: Sequence[Candidate],
) -> tuple[tuple[str, ...], Sequence[Candidate], dict[int, Block]]:
    """The titles of the contents list, its pieces, and the article's own blocks by their place.

    ``found`` are all pieces of the page, ``body`` those of the article; titles and pieces are
    empty if there is no such list.
    """
    places = _places(root)
    for run in _runs(found):
        listed = _leading_into(places, run, body)
        if listed:
            whole = _with_headings(places, found, listed, body)
            titles, kept = _with_contents(listed, whole, known=True)
        elif _stands_on_top(run, body) and not any(_place(c) in places for c in run):
            # the places were lost when the page was copied: the words alone must tell
            listed = run
            titles, kept = _with_contents(run, body, known=_are_titles(run, body))
        else:
            continue
        if titles:
            return titles, listed, kept
    # A list that is not recognised leads to tabs, notes or comments, not to sections.
    return (), (), {c.place: replace(c.block, leaps=False) for c in body}


def _places(root: HtmlElement) -> dict[str, HtmlElement]:
    """The elements that a link can lead to, by their name."""
    places: dict[str, HtmlElement] = {}
    for element in root.iter():
        for name in (element.get("id"), element.get("name")):
            if name:
                places.setdefault(name, element)
    return places


def _place(candidate: Candidate) -> str:
    """The name of the place that a piece leads to."""
    return unquote(candidate.target or "")


def _stands_on_top(listed: Sequence[Candidate], body: Sequence[Candidate]) -> bool:
    """Whether most of the article's running text stands below a list."""
    told = [c.place for c in body if is_sentence_like(c.block.text)]
    return sum(place < listed[0].place for place in told) * 3 <= len(told)


def _are_titles(listed: Sequence[Candidate], body: Sequence[Candidate]) -> bool:
    """Whether the words of links to places that were lost are titles of what the article says.

    Less is asked than of a mere list: tags, tabs and buttons to share stand so as well, but not
    titles of several words that the text takes up.
    """
    apart = {candidate.place for candidate in listed}
    titles = [c.block.text for c in listed if c.block.leaps]
    texts = [c.block.text for c in body if c.place not in apart and is_sentence_like(c.block.text)]
    several = sum(word_count(title) > 1 for title in titles)
    return (
        len(titles) >= _FEWEST_LOST
        and several * 3 >= len(titles)
        and are_topics(titles)
        and are_spoken_of(titles, texts, most=_SPOKEN_OF)
        and not are_named(titles, texts)
    )


def _runs(found: Sequence[Candidate]) -> list[list[Candidate]]:
    """The longest runs of pieces that lead to places in the page, each with its label if any."""
    return sorted(_all_runs(found), key=len, reverse=True)[:_MOST_LISTS]


def _all_runs(found: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    run: list[Candidate] = []
    label: Candidate | None = None
    for before, candidate in zip([None, *found], [*found, None], strict=True):
        if candidate and candidate.block.leaps and candidate.block.kind in _KINDS_OF_ENTRIES:
            if not run:
                label = before if before and is_any_label(before.block.text) else None
            run.append(candidate)
            continue
        if len(run) >= _FEWEST_ENTRIES:
            yield [label, *run] if label else run
        run = []


def _leading_into(
    places: Mapping[str, HtmlElement], listed: Sequence[Candidate], body: Sequence[Candidate]
) -> Sequence[Candidate]:
    """The list, without links in front that skip to the text; empty if it leads elsewhere.

    Most of its entries must lead to places at which a piece of the article begins: the tabs of a
    side box do not.
    """
    apart = {candidate.place for candidate in listed}
    own = {c.element for c in body if c.place not in apart}

    def leads(candidate: Candidate) -> bool:
        place = places.get(_place(candidate))
        return place is not None and _begins_piece(place, own, candidate.block.text)

    rest = list(dropwhile(lambda c: c.block.leaps and not leads(c), listed))
    entries = [c for c in rest if c.block.leaps]
    leading = sum(leads(entry) for entry in entries)
    return rest if len(entries) >= _FEWEST_ENTRIES and leading * 3 >= len(entries) * 2 else []


def _begins_piece(place: HtmlElement, own: set[HtmlElement], entry: str) -> bool:
    inside = place
    for _ in range(3):
        if inside in own:
            return True
        parent = inside.getparent()
        if parent is None or _has_text_before(parent, inside):
            break  # a note's mark, amid a line
        inside = parent
    following = place.getnext()
    if following is not None and following in own:
        return True
    # a part of the page that opens with the heading that the entry names
    head = next(place.iterdescendants(*_HEADINGS), None)
    return head is not None and head in own and same_title(head.text_content()) == same_title(entry)


def _has_text_before(parent: HtmlElement, inside: HtmlElement) -> bool:
    """Whether words of an element stand in front of one that it holds."""
    before = islice(inside.itersiblings(preceding=True), _MOST_SIBLINGS)
    return bool((parent.text or "").strip()) or any(
        (each.tail or "").strip() or any(text.strip() for text in each.itertext())
        for each in before
    )


def _with_headings(
    places: Mapping[str, HtmlElement],
    found: Sequence[Candidate],
    listed: Sequence[Candidate],
    body: Sequence[Candidate],
) -> list[Candidate]:
    """The article's pieces, with the headings that its contents list leads to."""
    own = {candidate.place for candidate in body}
    targets = {same_title(c.block.text): places.get(_place(c)) for c in listed if c.block.leaps}
    last = max(own, default=0)
    return [
        c
        for c in found
        if c.place in own
        or (
            c.block.kind is ParagraphKind.HEADING
            and c.place < last
            and (place := targets.get(same_title(c.block.text))) is not None
            and (place is c.element or place in c.element.iterancestors())
        )
    ]


def _with_contents(
    listed: Sequence[Candidate], body: Sequence[Candidate], *, known: bool
) -> tuple[tuple[str, ...], dict[int, Block]]:
    """The titles of a list, and the article's own blocks by their place on the page.

    ``known`` tells that the list leads into the article; else its label or its words must tell.
    """
    apart = {candidate.place for candidate in listed}
    own = [c for c in body if c.place not in apart]
    entries = [replace(c.block, kind=ParagraphKind.LIST, leaps=known) for c in listed]
    if not listed[0].block.leaps:
        entries.pop(0)
        known = known or is_contents_label(listed[0].block.text)
    label = [Block(ParagraphKind.TEXT, "Contents", alone=True)] if known else []
    contents, marked = take_contents([*label, *entries, *(c.block for c in own)])
    return contents, {c.place: b for c, b in zip(own, marked[-len(own) :], strict=True)}
