"""What an OpenDocument text's styles make of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.reading.archive import Element, attribute, child, local

_DEEPEST_CHAIN = 20
_POINTS = re.compile(r"(\d+(?:\.\d+)?)pt$")


@dataclass(frozen=True, slots=True)
class Style:
    """A style with the names of those that it inherits from, its own name first.

    ``level`` is the heading level that it gives, 1 the highest; ``size`` the type size in points,
    0 where no style says it.
    """

    names: tuple[str, ...] = ()
    level: int | None = None
    hidden: bool = False
    strong: bool = False
    size: float = 0.0


def styles_of(*roots: Element | None) -> dict[str, Style]:
    """The styles in the parts of a file, by their family and name (``paragraph:P1``)."""
    found: dict[str, Element] = {}
    for root in roots:
        for part in ("styles", "automatic-styles"):
            listed = child(root, part)
            for element in listed if listed is not None else ():
                if local(element) == "style" and attribute(element, "name"):
                    family = attribute(element, "family") or ""
                    found[f"{family}:{attribute(element, 'name')}"] = element
    return {name: _resolved(found, name) for name in found}


def _resolved(found: dict[str, Element], name: str) -> Style:
    names: list[str] = []
    level: int | None = None
    hidden = False
    weight = line = size = None
    family, _, _ = name.partition(":")
    current = name
    while current in found and len(names) < _DEEPEST_CHAIN:
        element = found[current]
        names.append(current.partition(":")[2].casefold())
        given = attribute(element, "default-outline-level") or ""
        if level is None and given.isdigit() and given != "0":
            level = int(given)
        look = child(element, "text-properties")
        hidden = hidden or attribute(look, "display") == "none"
        weight = weight or attribute(look, "font-weight")
        line = line or attribute(look, "text-underline-style")
        size = size or _POINTS.match(attribute(look, "font-size") or "")
        current = f"{family}:{attribute(element, 'parent-style-name')}"
    names.append(current.partition(":")[2].casefold())
    strong = weight in {"bold", "700", "800", "900"} or line not in {None, "none"}
    return Style(tuple(names), level, hidden, strong, float(size[1]) if size else 0.0)
