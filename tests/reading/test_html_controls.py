"""Buttons and drop-down menus that lead to places in a page are a contents list, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.articles import pieces
from tests.reading.listed import TITLES, body, read, webpage

BUTTON = '<button type="button" {0}="{1}">{2}</button>'


def buttons(attribute: str, form: str) -> list[str]:
    return [BUTTON.format(attribute, form.format(n=n), t) for n, t in enumerate(TITLES, 1)]


def options(form: str, first: str = "<option value=''>Jump to</option>") -> str:
    entries = (f"<option value='{form.format(n=n)}'>{t}</option>" for n, t in enumerate(TITLES, 1))
    return f"<select onchange='go(this.value)'>{first}{''.join(entries)}</select>"


CONTROLS = {
    "buttons in a row": f"<div>{''.join(buttons('data-target', '#s{n}'))}</div>",
    "buttons with a label": "<p>Jump to</p><div>"
    + " ".join(buttons("data-scroll-to", "#s{n}"))
    + "</div>",
    "buttons in a list": "<p>In this article</p><ul>"
    + "".join(f"<li>{b}</li>" for b in buttons("aria-controls", "s{n}"))
    + "</ul>",
    "buttons that call a script": "<div>"
    + "".join(buttons("onclick", "go(&quot;s{n}&quot;)"))
    + "</div>",
    "buttons in a nav": f"<nav>{''.join(buttons('data-href', '#s{n}'))}</nav>",
    "a menu": options("#s{n}"),
    "a menu of names": options("s{n}"),
    "a menu in a form": f"<form><label>Go to: {options('#s{n}', '')}</label></form>",
    "a menu with its label": f"<p>Contents</p>{options('#s{n}', '<option>Choose</option>')}",
}


@pytest.mark.parametrize("headed", [False, True], ids=["no headings", "headings"])
@pytest.mark.parametrize("control", CONTROLS.values(), ids=CONTROLS.keys())
def test_they_are_the_contents(tmp_path: Path, control: str, headed: bool) -> None:
    article = read(tmp_path, "a.html", webpage(control, headed=headed))
    assert article.contents == TITLES
    assert pieces(article) == body(headed=headed)


@pytest.mark.parametrize("label", ["In this article", "Contents", "Jump to:"])
def test_buttons_below_a_label_whose_places_were_lost(tmp_path: Path, label: str) -> None:
    row = "".join(f"<button>{title}</button>" for title in TITLES)
    page = webpage(f"<h2>{label}</h2><div>{row}</div>", targets=False)
    article = read(tmp_path, "a.html", page)
    assert article.contents == TITLES
    assert pieces(article) == body(headed=False)


LANGUAGES = "<option value='en'>English</option><option value='de'>Deutsch</option>"
OTHERS = {
    "languages": f"<form><select name='lang'>{LANGUAGES}</select></form>",
    "pages of the site": "<select><option value='/a'>News of the sea</option><option value='/b'>"
    "Weather and storms</option><option value='/c'>The tower and its cracks</option></select>",
    "buttons to share": "<div><button>Share</button><button>Print</button>"
    "<button>Mail</button></div>",
    "tabs": "<div role='tablist'><button aria-controls='s1'>Article</button>"
    "<button aria-controls='x2'>Comments</button><button aria-controls='x3'>Pictures</button></div>"
    "<section><div id='x2'>Nobody has said a word.</div><div id='x3'></div></section>",
    "letters": "<div><button data-target='#s1'>A</button>"
    "<button data-target='#s2'>B</button></div>",
    "one button": "<button data-target='#s1'>Read the article</button>",
}


@pytest.mark.parametrize("control", OTHERS.values(), ids=OTHERS.keys())
def test_other_controls_are_none(tmp_path: Path, control: str) -> None:
    article = read(tmp_path, "a.html", webpage(control))
    assert article.contents == ()
    assert pieces(article) == body(headed=False)


NAVS = {
    "a nav": "<nav>{0}</nav>",
    "a bar": "<div>{0}</div>",
    "a list": "<ul>{0}</ul>",
}
LITTLE = ("Cracks", "Storms of Last Winter", "Family", "A Lamp from Abroad", "Money")


@pytest.mark.parametrize("nav", NAVS.values(), ids=NAVS.keys())
def test_links_whose_places_were_lost_may_say_little(tmp_path: Path, nav: str) -> None:
    entry = "<li>{0}</li>" if "<ul>" in nav else "{0} | "
    links = "".join(
        entry.format(f"<a href='#part-{n}'>{title}</a>") for n, title in enumerate(LITTLE)
    )
    article = read(tmp_path, "a.html", webpage(nav.format(links), targets=False))
    assert article.contents == LITTLE
    assert pieces(article) == body(headed=False)
