"""Buttons and drop-down menus that lead to places in the page: a contents list all the same.

They are made links before the page is read, for what a form holds is otherwise no text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from lxml.html import HtmlElement, fromstring

from briefing.reading.contents_labels import is_any_label, is_contents_label

_TARGETS = (
    "data-target", "data-href", "data-scroll", "data-scroll-to", "data-scrollto", "data-anchor",
    "data-section", "data-id", "data-to", "aria-controls", "href", "value",
)  # fmt: skip
_QUOTED = re.compile(r"['\"]#?([\w:.-]{1,100})['\"]")
_FEWEST = 2
_FEWEST_UNLED = 3
_MOST = 60


def controls_as_links(root: HtmlElement, places: Collection[str]) -> None:
    """Make links of the buttons and options that lead to ``places``, the names in the page.

    Buttons whose places were lost when the page was copied become a list if the label of a
    contents list stands above them.
    """
    for menu in list(root.iter("select")):
        _open_menu(menu, places)
    rows: dict[HtmlElement, list[HtmlElement]] = {}
    for button in root.iter("button"):
        around = button.getparent()
        if around is not None and around.tag == "li" and len(around) == 1:
            around = around.getparent()
        if around is not None:
            rows.setdefault(around, []).append(button)
    for around, buttons in rows.items():
        _open_row(around, buttons, places)


def _open_menu(menu: HtmlElement, places: Collection[str]) -> None:
    """Put a list of links in the place of a drop-down menu."""
    options = list(menu.iter("option"))[:_MOST]
    led = [(_words(option), _target(option, places)) for option in options]
    links = [(words, target) for words, target in led if words and target]
    others = [words for words, target in led if words and not target]
    if len(links) < _FEWEST or len(others) > 1:
        return
    listed = fromstring("<ul></ul>")
    for words, target in links:
        listed.append(_item(words, target))
    for words in others:
        if is_any_label(words):
            label = fromstring("<p></p>")
            label.text = words
            menu.addprevious(label)
    listed.tail, menu.tail = menu.tail, None
    menu.getparent().replace(menu, listed)


def _open_row(around: HtmlElement, buttons: Sequence[HtmlElement], places: Collection[str]) -> None:
    """Make links of buttons that stand side by side, or items of those below a label."""
    wordy = [button for button in buttons[:_MOST] if _words(button)]
    led = [(button, target) for button in wordy if (target := _target(button, places))]
    if len(led) >= _FEWEST and len(led) * 3 >= len(wordy) * 2:
        for button, target in led:
            link = fromstring("<a></a>")
            link.text, link.tail = _words(button), f"{button.tail or ''} "
            link.set("href", f"#{target}")
            button.getparent().replace(button, link)
    elif len(wordy) >= _FEWEST_UNLED and is_contents_label(_above(around, wordy[0])):
        listed = fromstring("<ul></ul>")
        wordy[0].addprevious(listed)
        for button in wordy:
            listed.append(_item(_words(button), ""))
            button.drop_tree()


def _item(words: str, target: str) -> HtmlElement:
    item = fromstring("<li></li>")
    if not target:
        item.text = words
        return item
    link = fromstring("<a></a>")
    link.text = words
    link.set("href", f"#{target}")
    item.append(link)
    return item


def _above(around: HtmlElement, first: HtmlElement) -> str:
    """The words right above a row of buttons, within the element around them or before it."""
    inside = (around.text or "").strip()
    before = first.getprevious() if first.getparent() is around else None
    if before is not None:
        inside = _words(before)
    outside = around.getprevious()
    return inside or (_words(outside) if outside is not None else "")


def _target(control: HtmlElement, places: Collection[str]) -> str:
    """The name of the place in the page that a button or an option leads to, empty if none."""
    given = [control.get(name, "").rpartition("#")[2] for name in _TARGETS]
    called = _QUOTED.findall(control.get("onclick", "")[:300])
    return next((name for name in (*given, *called) if name and name in places), "")


def _words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
