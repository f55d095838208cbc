"""What a page states about its article in JSON-LD, the words of schema.org.

Objects may refer to others of the page by their ``@id``, as content systems write authors and
publishers; such references are followed.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from briefing.reading.cleaning import fold, same_title

_MOST_SCRIPTS = 400
_MOST_CHARACTERS = 2_000_000
_MOST_NODES = 5_000
_MOST_VALUES = 50
_ARTICLE_TYPES = ("article", "posting", "report", "review", "story")
_NO_ARTICLE_TYPES = ("organization", "website", "collection", "list")
_HOLDING_OTHERS = ("@graph", "mainEntity", "mainEntityOfPage")

_TAG = re.compile(r"<[^<>]{0,500}>")
_WRAPPING = re.compile(r"^\s*(?:/\*|//)?\s*(?:<!\[CDATA\[|<!--)?\s*(?:\*/)?|"
                       r"(?:/\*|//)?\s*(?:\]\]>|-->)?\s*(?:\*/)?\s*;?\s*$")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stated:
    """The object that describes the page's article, empty if there is none."""

    node: Mapping[str, Any] = field(default_factory=dict)
    by_id: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def texts(self, name: str) -> list[str]:
        """The texts under a name."""
        return texts_of(self.node.get(name))

    def names(self, name: str) -> list[str]:
        """The names of the persons or organisations under a name."""
        found: list[str] = []
        for each in _listed(self.node.get(name)):
            if isinstance(each, dict):
                meant = each if "name" in each else self.by_id.get(str(each.get("@id")), each)
                found.extend(texts_of(meant.get("name")))
            else:
                found.extend(texts_of(each))
        return found

    def addresses(self) -> list[str]:
        """Where the article says that it was published."""
        page = self.node.get("mainEntityOfPage")
        stated = page.get("@id") if isinstance(page, dict) else page
        return [*self.texts("url"), *texts_of(stated)]


def stated_in(root: HtmlElement) -> Stated:
    """What the page states of its article: of several, the one whose headline the page shows."""
    nodes = list(_nodes(root))
    by_id = {
        node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node
    }
    articles = [node for node in nodes if _is_article(node)]
    if len(articles) > 1:
        shown = {same_title(h.text_content()) for h in root.iter("h1", "title")}
        meant = (n for n in articles if shown & set(map(same_title, texts_of(n.get("headline")))))
        return Stated(next(meant, articles[0]), by_id)
    return Stated(articles[0] if articles else {}, by_id)


def texts_of(value: object) -> list[str]:
    """The texts in a value, which may be one or a list of them."""
    # Entities in JSON-LD are a slip of the page's maker, and a frequent one.
    plain = (fold(html.unescape(_TAG.sub(" ", v))) for v in _listed(value) if isinstance(v, str))
    return [text for text in plain if text]


def _listed(value: object) -> list[Any]:
    return (value if isinstance(value, list) else [value])[:_MOST_VALUES]


def _nodes(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects in the page's JSON-LD, outermost first."""
    seen = 0
    for script in list(root.iter("script"))[:_MOST_SCRIPTS]:
        text = script.text or ""
        kind = (script.get("type") or "").casefold()
        if "ld+json" not in kind or len(text) > _MOST_CHARACTERS:
            continue
        try:
            queue: list[Any] = [json.loads(_WRAPPING.sub("", text), strict=False)]
        except (ValueError, RecursionError):
            continue
        while queue and seen < _MOST_NODES:
            node = queue.pop(0)
            seen += 1
            if isinstance(node, list):
                queue.extend(node[:200])
            elif isinstance(node, dict):
                yield node
                queue.extend(node[key] for key in _HOLDING_OTHERS if key in node)


def _is_article(node: Mapping[str, Any]) -> bool:
    kinds = [kind.casefold() for kind in texts_of(node.get("@type"))]
    return any(
        any(word in kind for word in _ARTICLE_TYPES)
        and not any(word in kind for word in _NO_ARTICLE_TYPES)
        for kind in kinds
    )
