"""Ordinary lists on top of an article are no contents list, in whatever format it comes."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest

from briefing.article import Article
from briefing.brief import SectionOrigin
from briefing.reading.contents import CONTENTS_LIST
from briefing.sectioning.find import find_sections
from tests.reading.articles import left_out
from tests.reading.listed import BODY, HEADLINE, TITLES, links, plain, read, webpage, with_list

MEASURES = [
    "Insurance against floods",
    "Building near the shore",
    "The rights of farmers",
    "A fund for harbours",
    "The coast guard",
]
ON_MEASURES = [
    (
        "Insurance against floods would become a duty for whoever owns a house below "
        "the line that the sea reached in 2019."
    ),
    (
        "Building near the shore would need a permit from the ministry, and no longer "
        "one from the parish alone."
    ),
    "The rights of farmers to let their cattle graze on the dunes would end in ten years.",
    "A fund for harbours is to hold 60 million crowns, a third of it from the ports.",
    "The coast guard would be moved from the army to the ministry of the interior.",
]

# Each article: what stands above the list, the list, and what stands below it.
ARTICLES: dict[str, tuple[list[str], list[str], list[str]]] = {
    "key points in whole sentences": (
        ["Bus drivers in Arnsel walk out for a week"],
        [
            "Some 900 drivers have left their buses in the depots.",
            "The city offers 4 per cent, the union asks for 9.",
            "School buses run as usual.",
        ],
        [
            (
                "Nothing moved at the central bus station of Arnsel on Monday morning, after "
                "900 drivers began a strike that is to last until Sunday evening."
            ),
            (
                "The city has offered a rise of 4 per cent over two years, and the union asks "
                "for 9 per cent at once, which the treasurer called out of reach."
            ),
            (
                "School buses are driven by another company and run as usual, though some were "
                "late because of the crowded roads."
            ),
            "Talks are to go on behind closed doors on Wednesday in the town hall.",
        ],
    ),
    "key points without full stops": (
        ["Bus drivers in Arnsel walk out for a week", "Key points"],
        [
            "900 drivers on strike until Sunday",
            "City offers 4 per cent, union asks for 9",
            "School buses run as usual",
            "Talks set for Wednesday",
        ],
        [
            (
                "Nothing moved at the central bus station of Arnsel on Monday morning, after "
                "900 drivers began a strike that is to last until Sunday evening."
            ),
            (
                "The city has offered a rise of 4 per cent over two years, and the union asks "
                "for 9 per cent at once, which the treasurer called out of reach."
            ),
            (
                "School buses are driven by another company and run as usual, though some were "
                "late because of the crowded roads."
            ),
            "Talks are to go on behind closed doors on Wednesday in the town hall.",
        ],
    ),
    "headlines of the day as a summary": (
        ["Bus drivers in Arnsel walk out for a week"],
        [
            "Buses stand still until Sunday",
            "Union rejects offer of 4 per cent",
            "Mayor calls for talks",
            "School buses run as usual",
        ],
        [
            (
                "Buses have been standing still in Arnsel since Monday morning, and the drivers"
                " mean to stay away until Sunday evening, their union said."
            ),
            (
                "The union rejects the offer of 4 per cent over two years, and asks for 9 per "
                "cent at once, which the treasurer called out of reach."
            ),
            "The mayor has called both sides to talks on Wednesday in the town hall.",
            "School buses are driven by another company and run as usual, though some were late.",
        ],
    ),
    "ingredients": (
        ["A pie for the first cold day"],
        ["Flour", "Cold butter", "Leeks and potatoes", "Hard cheese", "A little nutmeg"],
        [
            (
                "Rub the cold butter into the flour with your fingers until nothing larger than"
                " a pea is left, then add water by the spoon."
            ),
            (
                "Cut the leeks and potatoes into thin slices and let them stew for a quarter of"
                " an hour, for they must not brown."
            ),
            "Grate the hard cheese over them while they are hot, and stir.",
            "A little nutmeg goes in last, and no more salt than the cheese has brought along.",
            "Bake the pie until the crust sounds hollow, and let it rest before you cut it.",
        ],
    ),
    "ingredients under a label": (
        ["A pie for the first cold day", "Ingredients"],
        ["Flour", "Cold butter", "Leeks and potatoes", "Hard cheese"],
        [
            (
                "Rub the cold butter into the flour with your fingers until nothing larger than"
                " a pea is left, then add water by the spoon."
            ),
            (
                "Cut the leeks and potatoes into thin slices and let them stew for a quarter of"
                " an hour, for they must not brown."
            ),
            "Grate the hard cheese over them while they are hot, and stir.",
            "Bake the pie until the crust sounds hollow, and let it rest before you cut it.",
        ],
    ),
    "people who were named": (
        [
            "Four firefighters were honoured on Saturday for what they did in the flood:",
        ],
        ["Ilse Corvan", "Benno Hald", "Maud Ferrant", "Lars Medway"],
        [
            (
                "Ilse Corvan had carried a family of five out of a cellar on the night of the "
                "flood, one after another, with the water at her chest."
            ),
            "Benno Hald and his brother kept the pumps running for thirty hours.",
            "Maud Ferrant drove the only boat, though she had learned it that very week.",
            "Lars Medway had led them all, and said that he would rather not have been honoured.",
        ],
    ),
    "people named without a lead-in": (
        ["The winners of the harbour prize"],
        ["Ilse Corvan", "Benno Hald", "Maud Ferrant", "Lars Medway"],
        [
            (
                "Ilse Corvan receives the prize for a crane that lifts twice its own weight and"
                " can be folded up when the wind is too strong."
            ),
            "Benno Hald is honoured for his book on the pilots of the Oster.",
            "Maud Ferrant has measured the salt in the river for forty years without pay.",
            "Lars Medway brought the ferry back, and paid for it out of his own pocket.",
        ],
    ),
    "demands in a strike": (
        [
            "Bus drivers in Arnsel walk out for a week",
            (
                "The drivers have put four demands on the table, and say that they will not go "
                "back before all of them are met:"
            ),
        ],
        ["Higher pay for night shifts", "Safer depots", "Longer breaks", "A seat on the board"],
        [
            (
                "Higher pay for night shifts would cost the city 2 million crowns a year, which"
                " the treasurer called out of reach."
            ),
            (
                "Safer depots were promised two years ago, after a mechanic had been hurt, and "
                "none has been rebuilt since."
            ),
            "Longer breaks would mean that ten drivers more are needed.",
            "A seat on the board is what the mayor is most likely to give.",
        ],
    ),
    "what we know so far": (
        ["Explosion at the mill in Tarnhall", "What we know so far"],
        [
            "Two people are in hospital",
            "The cause of the explosion is unknown",
            "The bridge next to the mill is closed",
            "Schools open an hour later",
        ],
        [
            (
                "An explosion tore the roof off the old mill in Tarnhall shortly before six on "
                "Tuesday morning, and two people were taken to hospital."
            ),
            (
                "The cause of the explosion is unknown, the fire service said, though flour "
                "dust cannot be ruled out."
            ),
            "The bridge next to the mill has been closed until engineers have looked at it.",
            "Schools in the town opened an hour later than usual.",
        ],
    ),
    "what you need to know, as facts": (
        ["Explosion at the mill in Tarnhall", "What you need to know"],
        [
            "Roof of the mill torn off by explosion",
            "Two workers taken to hospital",
            "Police close bridge next to the mill",
            "Schools open an hour later",
            "Cause of the explosion still unknown",
        ],
        [
            "An explosion tore the roof off the mill in Tarnhall shortly before six on Tuesday.",
            "Two workers were taken to hospital, and one of them had left it by noon.",
            "Police closed the bridge next to the mill until engineers had looked at it.",
            "Schools in the town opened an hour later than usual.",
            "The cause of the explosion is unknown, though flour dust cannot be ruled out.",
        ],
    ),
    "an overview of facts below the lede": (
        [
            "Explosion at the mill in Tarnhall",
            "An explosion tore the roof off the mill in Tarnhall shortly before six on Tuesday.",
            "At a glance",
        ],
        [
            "Two workers in hospital",
            "Bridge closed until Thursday",
            "Fire brigade rules out arson",
            "Mayor promises help for bakers",
            "Insurers expect high losses",
        ],
        [
            "Two workers were taken to hospital, and one of them had left it by noon.",
            "The bridge is closed until Thursday, for engineers must look at it first.",
            "The fire brigade rules out arson, though flour dust may have played a part.",
            "The mayor promised help for the bakers, who have no flour for the weekend.",
            "Insurers expect losses as high as those of the flood three years ago.",
        ],
    ),
    "recommendations": (
        [
            "A review of the flood warnings",
            "The review, which was published on Friday, recommends that the county should:",
        ],
        [
            "Replace the sirens in the lower town",
            "Train volunteers every spring",
            "Publish river levels every hour",
            "Appoint one officer who decides",
        ],
        [
            (
                "The sirens in the lower town were silent on the night of the flood, because "
                "nobody had known whose task it was to test them."
            ),
            "Volunteers had last been trained nine years ago, and half of them had moved away.",
            "River levels were published once a day, at noon, when they were of no use.",
            "One officer who decides would have saved four hours, the review says.",
        ],
    ),
    "a timetable": (
        ["How the day of the vote will go"],
        [
            "08:00 Polling stations open",
            "12:00 First figures on the turnout",
            "18:00 Polling stations close",
            "22:00 First results from the towns",
        ],
        [
            (
                "Polling stations open at eight in the whole country, an hour later than in "
                "other years, because so few volunteers could be found."
            ),
            "First figures on the turnout are given at noon by the office of the registrar.",
            "When the stations close, those who stand in a queue may still vote.",
            "First results from the towns are not expected before ten in the evening.",
        ],
    ),
    "measures of a bill": (
        [
            "Parliament votes on the coast bill",
            (
                "The bill would change five things that have been argued over since the great "
                "storm of 2019, among them:"
            ),
        ],
        MEASURES,
        ON_MEASURES,
    ),
    "measures of a bill after a full stop": (
        [
            "Parliament votes on the coast bill",
            "Here are the five things that the bill would change, according to the ministry.",
        ],
        MEASURES,
        ON_MEASURES,
    ),
    "a shopping list": (
        [
            "What to have at home when the power fails",
            "The office for civil protection asks every household to keep these things ready:",
        ],
        ["Drinking water", "Candles and matches", "A radio with batteries", "Warm blankets"],
        [
            (
                "Drinking water is what runs out first, because the pumps stop with the power; "
                "two litres a day for each person are enough."
            ),
            "Candles and matches are of no use if nobody finds them in the dark.",
            "A radio with batteries is the only way to hear when the power comes back.",
            "Warm blankets do more than a camp stove, which has no place in a closed room.",
        ],
    ),
    "steps to be taken": (
        ["How to ask for the storm grant"],
        [
            "Take photographs of the damage",
            "Fill in the form at the town hall",
            "Keep every bill for two years",
        ],
        [
            (
                "Owners of houses that were damaged in the storm can ask for up to 15,000 "
                "crowns, but only if they can show photographs of the damage."
            ),
            "The form can be had at the town hall, and must be filled in by the owner.",
            "Every bill must be kept for two years, for one grant in ten is looked at again.",
        ],
    ),
    "rules in letters": (
        ["The rules of the new park"],
        [
            "Dogs stay on the lead.",
            "Fires are lit only in the stone rings.",
            "Nobody sleeps in the park.",
        ],
        [
            (
                "The new park on the east bank opens on Sunday with three rules, after "
                "neighbours had asked for thirty."
            ),
            "Dogs stay on the lead, for there are ducks that breed on the ground.",
            "Fires were a matter of much debate, and stone rings were the answer to it.",
            "Nobody sleeps in the park, the mayor said, but nobody will be driven out of it.",
        ],
    ),
    "numbers and what they count": (
        ["The harbour in figures"],
        ["312 ships", "41 days of ice", "2.3 million tonnes of salt", "18 pilots"],
        [
            (
                "Some 312 ships called at the harbour last year, a tenth fewer than the year "
                "before, the board said."
            ),
            "Ice closed the channel on 41 days, more than in any year since 1987.",
            "Salt made up most of what was shipped, at 2.3 million tonnes.",
            "The 18 pilots had asked for two more, and were given one.",
        ],
    ),
    "quotations": (
        ["What people in Tarnhall say of the bridge"],
        [
            "“I have sold eleven loaves since Thursday”",
            "“Nobody asked us”",
            "“The ferry will do”",
        ],
        [
            (
                "Since the bridge was closed on Thursday, the bakery on Toll Street has sold "
                "eleven loaves, four of them to the baker's sister."
            ),
            "Nobody asked the people of the town, the chandler said, and nobody has told them.",
            "The ferry will do, said a driver who has crossed the river for thirty years.",
        ],
    ),
    "the questions of a quiz": (
        ["Test your knowledge of the river", "Three questions that we asked 500 pupils:"],
        ["How long is the Oster?", "Who built the first bridge?", "When did the ferry stop?"],
        [
            (
                "The Oster is 410 kilometres long if one counts from the northern spring, which"
                " the people of the south have never done."
            ),
            "A monk is said to have built the first bridge, of which two piers are left.",
            "The ferry stopped in 1957, when the road was opened to lorries.",
        ],
    ),
    "towns, at the top": (
        ["Where the buses will not run"],
        ["Tarnhall", "Quillen", "Lower Arnsel", "Hallow"],
        [
            (
                "In Tarnhall no bus will run before Monday, because the depot there has no "
                "drivers left who are not on strike."
            ),
            "In Quillen the night line alone is cancelled, and in Lower Arnsel all lines but one.",
            "Hallow has a company of its own, whose drivers are paid a little better.",
            "The company asks travellers to look at its notices before they set out.",
        ],
    ),
    "a list of works": (
        ["Books of the month"],
        ["A Winter on the Oster", "The Salt Road", "Nine Minutes by Water"],
        [
            (
                "Three books on the river have come out this month, and one of them is worth "
                "its price, says our critic, who has read all of them on the ferry."
            ),
            "A Winter on the Oster is a diary by a pilot who could not spell, and it is a marvel.",
            "The Salt Road was written by a committee, and reads like it.",
            "Nine Minutes by Water is a novel about a ferry that never comes.",
        ],
    ),
}  # fmt: skip


def as_text(above: Sequence[str], listed: Sequence[str], below: Sequence[str]) -> str:
    return "\n\n".join([*above, "\n".join(f"- {item}" for item in listed), *below])


def as_numbers(above: Sequence[str], listed: Sequence[str], below: Sequence[str]) -> str:
    lines = (f"{n}. {item}" for n, item in enumerate(listed, 1))
    return "\n\n".join([*above, "\n".join(lines), *below])


def as_markdown(above: Sequence[str], listed: Sequence[str], below: Sequence[str]) -> str:
    first = [f"# {above[0]}"] if not above[0].endswith(":") else [above[0]]
    return "\n\n".join([*first, *above[1:], "\n".join(f"* {item}" for item in listed), *below])


def as_page(above: Sequence[str], listed: Sequence[str], below: Sequence[str]) -> str:
    items = "".join(f"<li>{html.escape(item)}</li>" for item in listed)
    parts = "".join(f"<p>{html.escape(p)}</p>" for p in below)
    head = "".join(
        f"<{tag}>{html.escape(p)}</{tag}>"
        for p, tag in zip(above, ["p" if above[0].endswith(":") else "h1", "p", "p"], strict=False)
    )
    return (
        "<html><head><meta charset='utf-8'></head><body><nav><ul><li><a href='/'>Start</a></li>"
        "<li><a href='/n'>News</a></li></ul></nav><main><article>"
        f"{head}<ul>{items}</ul>{parts}</article></main></body></html>"
    )


def as_word(above: Sequence[str], listed: Sequence[str], below: Sequence[str]) -> bytes:
    document = docx.Document()
    for place, text in enumerate(above):
        is_title = place == 0 and not text.endswith(":")
        document.add_paragraph(text, style="Title" if is_title else None)
    for item in listed:
        document.add_paragraph(item, style="List Bullet")
    for text in below:
        document.add_paragraph(text)
    return with_list(document)


FORMS: dict[str, Callable[[Sequence[str], Sequence[str], Sequence[str]], bytes | str]] = {
    "a.txt": as_text,
    "numbers.txt": as_numbers,
    "a.md": as_markdown,
    "a.html": as_page,
    "a.docx": as_word,
}


def keeps(article: Article, texts: Sequence[str]) -> None:
    assert article.contents == ()
    kept = [p.text for p in article.paragraphs]
    for text in texts:
        assert any(text in paragraph for paragraph in kept)
    assert CONTENTS_LIST not in {reason for reason, _ in left_out(article)}
    assert SectionOrigin.CONTENTS not in {section.origin for section in find_sections(article)}


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("parts", ARTICLES.values(), ids=ARTICLES.keys())
def test_an_ordinary_list_stays_in_the_article(
    tmp_path: Path, parts: tuple[list[str], list[str], list[str]], name: str
) -> None:
    article = read(tmp_path, name, FORMS[name](*parts))
    keeps(article, [*parts[1], *parts[2]])


OTHERS = ("Ferry to run in May", "Salt found in wells", "New crane for the port", "Mayor resigns")
ADDRESSES = links(OTHERS, address="https://bell.example.org/news/{n}")
ADDRESS_LIST = f"<ul>{''.join(f'<li>{link}</li>' for link in ADDRESSES)}</ul>"
ELSEWHERE = {
    "related articles": f"<p>Read more:</p>{ADDRESS_LIST}",
    "related articles in this series": f"<h3>In this series</h3>{ADDRESS_LIST}",
    "related articles without a label": ADDRESS_LIST,
    "a bar of links to other pages": f"<p>{' | '.join(ADDRESSES)}</p>",
    "a nav of links to other pages": f"<nav>{' '.join(ADDRESSES)}</nav>",
    "a labelled bar of links to other pages": f"<p>Go to: {' '.join(ADDRESSES)}</p>",
    "a share bar": "<ul class='share'><li><a href='#'>Facebook</a></li><li><a href='#'>Mail</a>"
    "</li><li><a href='#'>Print this page</a></li></ul>",
    "a share bar in a line": "<p><a href='#share-f'>Share on Facebook</a> "
    "<a href='#share-m'>Send by mail</a> <a href='#print'>Print this page</a></p>",
    "site navigation": "<p><a href='/'>Home</a> | <a href='/news'>News</a> | "
    "<a href='/sport'>Sport</a> | <a href='/weather'>Weather and Sea</a></p>",
    "site navigation in words": "<p>Home | News | Sport | Weather and Sea | Towers and Lamps</p>",
    "tags": "<ul class='tags'><li><a href='/t/tower'>Tower</a></li><li><a href='/t/storms'>Storms"
    "</a></li><li><a href='/t/lamp'>Lamp</a></li></ul>",
    "tags with anchors": "<div class='tag-list'><a href='#tower'>Tower</a> "
    "<a href='#storms'>Storms</a> <a href='#lamp'>Lamp</a></div>",
    "a breadcrumb trail": "<div class='breadcrumbs'><a href='/'>Home</a> › <a href='/coast'>Coast"
    "</a> › <a href='/coast/towers'>Towers</a> › Corran Point</div>",
    "a breadcrumb trail in words": "<p>Home › Coast › Towers › Corran Point</p>",
    "tabs": "<ul><li><a href='#pane1'>Article</a></li><li><a href='#pane2'>Comments</a></li>"
    "<li><a href='#pane3'>Pictures</a></li></ul>",
    "skip links": "<div><a href='#main'>Skip to the text</a> <a href='#search'>Skip to the search"
    "</a> <a href='#foot'>Skip to the foot of the page</a></div>",
    "pages of a gallery": "<p><a href='#p1'>1</a> <a href='#p2'>2</a> <a href='#p3'>3</a></p>",
    "letters": "<p><a href='#a'>A</a> <a href='#b'>B</a> <a href='#c'>C</a> <a href='#d'>D</a></p>",
}


@pytest.mark.parametrize("listed", ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_links_that_lead_elsewhere_are_no_contents_list(tmp_path: Path, listed: str) -> None:
    article = read(tmp_path, "a.html", webpage(listed))
    keeps(article, BODY)
    assert article.title == HEADLINE


@pytest.mark.parametrize(
    "line",
    [
        "Home | News | Sport",
        "Home | News | Sport | Weather and Sea | Towers and Lamps",
        "Home > Coast > Towers > Corran Point",
        "Tags: tower, storms, lamp",
        "Share | Print | Mail",
        "By Runa Alder | 3 May 2026 | Coast",
        "3 May 2026 · 5 min read · Coast",
        "Tower · Storms · Lamp · Coast guard",
        "Coast / Towers / Corran Point",
    ],
)
def test_a_line_of_other_things_is_no_contents_list(tmp_path: Path, line: str) -> None:
    keeps(read(tmp_path, "a.txt", plain([line])), BODY)


@pytest.mark.parametrize("label", ["In this issue", "Contents", ""])
def test_titles_of_other_articles_are_no_contents_list(tmp_path: Path, label: str) -> None:
    others = [
        "A New Crane for Quillen",
        "Wool Prices Double",
        "Choir Sings for Gold",
        "Bread Recipes",
    ]
    listed = "\n".join([*filter(None, [label]), *(f"- {title}" for title in others)])
    keeps(read(tmp_path, "a.txt", plain([listed])), BODY)


@pytest.mark.parametrize("page", [1, 2])
def test_numbers_that_lead_to_pictures_are_no_contents_list(tmp_path: Path, page: int) -> None:
    bar = " ".join(f"<a href='#s{n}'>{n}</a>" for n in range(page, 6))
    keeps(read(tmp_path, "a.html", webpage(f"<p>{bar}</p>")), BODY)


def with_notes() -> str:
    """A page with notes below its article that lead back to their marks."""
    notes = "".join(f"<li id='n{n}'><a href='#r{n}'>{t}</a></li>" for n, t in enumerate(TITLES))
    return webpage("").replace("</article>", f"<h2>Notes</h2><ol>{notes}</ol></article>")


def test_notes_whose_marks_stand_amid_the_text_are_no_contents_list(tmp_path: Path) -> None:
    page = with_notes()
    for n in range(len(TITLES)):
        page = page.replace(", ", f",<sup id='r{n}'><a href='#n{n}'>{n}</a></sup> ", 1 + n)
    article = read(tmp_path, "a.html", page)
    assert article.contents == ()


def test_notes_that_are_linked_to_are_no_contents_list(tmp_path: Path) -> None:
    keeps(read(tmp_path, "a.html", with_notes()), BODY)
