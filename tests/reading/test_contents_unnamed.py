"""Contents lists that nothing names: no label, often no marks, told by their words alone.

Beside each stand lists of the same shape that are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from briefing.article import ParagraphKind as Kind
from briefing.reading.registry import read_article
from tests.reading.articles import pieces
from tests.reading.listed import TITLES as PLAIN_TITLES
from tests.reading.listed import read, with_list
from tests.reading.printing import printed

HEADLINE = "Night buses return to Ravnsund"
TITLES = (
    "How the timetable was drawn up",
    "Who pays for the drivers",
    "Fears along Quarry Road",
    "What other towns have learned",
    "The first weekend",
)
BODY = (
    (
        "Planners in Ravnsund counted passengers for eleven weekends before they fixed the "
        "departures of the new night lines, and asked bar staff when their shifts ended."
    ),
    "Every line now leaves the square on the hour, so that people can change without waiting.",
    (
        "The council has set aside 1.9 million crowns a year for wages, and the county adds a "
        "third of that sum."
    ),
    "Shopkeepers had been asked for a contribution, but most of them refused in a letter.",
    "Residents of Quarry Road say that engines idling below their bedrooms wake their children.",
    "A petition against the stop at number 14 had gathered 310 signatures by Friday.",
    "In Hestvik, where night lines began six years ago, drunken driving fell by a fifth.",
    "Marne gave its lines up after three seasons because too few people used them.",
    "On Saturday every seat on line N2 was taken by half past one, the operator said.",
    "One window was broken, and a lost trombone was found on the back bench.",
)
LEDE = "After four years without them, night buses run again in Ravnsund from this Friday on."


def text_of(*blocks: str, body: Sequence[str] = BODY) -> str:
    return "\n\n".join([*blocks, *body])


def lines(form: str = "{t}", titles: Sequence[str] = TITLES) -> str:
    return "\n".join(form.format(t=t, n=n, p=2 * n) for n, t in enumerate(titles, 1))


def running(texts: Sequence[str] = BODY) -> list[tuple[Kind, str]]:
    return [(Kind.TEXT, text) for text in texts]


FORMS = [
    "{t}", "    {t}", "\t{t}", "- {t}", "  * {t}", "• {t}", "{n}. {t}", "{n}) {t}", "{t}\t{p}",
    "{t} ........ {p}", "{n}. {t} {p}", "👉 {t}", "▶️ {t}", "✅{t}", "[ ] {t}",
    "{n}\ufe0f\u20e3 {t}",
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_list_below_the_headline_needs_no_label(tmp_path: Path, form: str) -> None:
    article = read(tmp_path, "a.txt", text_of(HEADLINE, lines(form)))
    assert (article.title, article.contents) == (HEADLINE, TITLES)
    assert pieces(article) == running()


@pytest.mark.parametrize("form", FORMS)
def test_a_list_needs_no_headline_above_it(tmp_path: Path, form: str) -> None:
    article = read(tmp_path, "a.txt", text_of(lines(form)))
    assert (article.title, article.contents) == (None, TITLES)
    assert pieces(article) == running()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "label",
    ["📌 Quick links", "Contents 👇", "🧭 Jump to:", "— In this article —", "IN THIS STORY"],
)
def test_pictures_and_strokes_around_a_label_and_marks(
    tmp_path: Path, label: str, form: str
) -> None:
    article = read(tmp_path, "a.txt", text_of(HEADLINE, f"{label}\n{lines(form)}"))
    assert article.contents == TITLES
    assert pieces(article) == running()


@pytest.mark.parametrize("form", ["- {t}", "{n}. {t}", "{t}", "• {t}"])
def test_a_list_of_questions_may_stand_below_the_lede(tmp_path: Path, form: str) -> None:
    article = read(tmp_path, "a.txt", text_of(HEADLINE, LEDE, lines(form)))
    assert article.contents == TITLES
    assert pieces(article) == running([LEDE, *BODY])


def test_a_headline_may_stand_right_above_a_list_with_marks(tmp_path: Path) -> None:
    article = read(tmp_path, "a.txt", "\n".join([HEADLINE, lines("- {t}"), *BODY]))
    assert (article.title, article.contents) == (HEADLINE, TITLES)
    assert pieces(article) == running()


@pytest.mark.parametrize("listed", [lines(), lines("- {t}")])
def test_titles_without_marks_in_word(tmp_path: Path, listed: str) -> None:
    document = docx.Document()
    for text, style in ((HEADLINE, "Title"), *((t, None) for t in [*listed.split("\n"), *BODY])):
        document.add_paragraph(text, style=style)
    article = read(tmp_path, "a.docx", with_list(document))
    assert article.contents == TITLES
    assert pieces(article) == running()


@pytest.mark.parametrize("listed", [lines("- {t}"), lines("{n}. {t}"), lines("- **{t}**")])
def test_titles_without_a_label_in_markdown(tmp_path: Path, listed: str) -> None:
    article = read(tmp_path, "a.md", text_of(f"# {HEADLINE}", listed))
    assert article.contents == TITLES
    assert pieces(article) == running()


@pytest.mark.parametrize(
    "label", ["## In this story", "## Contents", "## What's inside", "> Contents"]
)
@pytest.mark.parametrize("form", ["- {t}", "{n}. {t}", "- [ ] {t}", "- [{t}](/night-buses/{n})"])
def test_titles_that_say_little_below_a_label_in_markdown(
    tmp_path: Path, label: str, form: str
) -> None:
    """Titles of a word each share none with the text, and are those of no other article either."""
    titles = ("Timetable", "Money", "Neighbours", "Elsewhere", "First impressions")
    listed = f"{label}\n{'>' if label[0] == '>' else ''}\n" + lines(
        f"> {form}" if label[0] == ">" else form, titles
    )
    article = read(tmp_path, "a.md", text_of(f"# {HEADLINE}", listed))
    assert article.contents == titles
    assert pieces(article) == running()


ROWS = "\n".join(["| Section | Page |", "| --- | --- |", lines("| {t} | {p} |")])
MARKUP = {
    "a list in markup": "<ul>\n" + lines("<li><a href='#{n}'>{t}</a></li>") + "\n</ul>",
    "paragraphs in a list in markup": "<h2>Contents</h2>\n<ol>\n"
    + lines("<li><p>{t}</p></li>")
    + "\n</ol>",
    "a list that can be folded": "<details><summary>Contents</summary>\n\n"
    + lines("- {t}")
    + "\n\n</details>",
    "a table with pages": f"## Contents\n\n{ROWS}",
}


@pytest.mark.parametrize("listed", MARKUP.values(), ids=MARKUP)
def test_lists_and_tables_in_markdown(tmp_path: Path, listed: str) -> None:
    article = read(tmp_path, "a.md", text_of(f"# {HEADLINE}", listed))
    assert article.contents == TITLES
    assert pieces(article) == running()


def test_a_label_may_be_the_first_item_of_the_list(tmp_path: Path) -> None:
    listed = "".join(f"<dd>{title}</dd>" for title in TITLES)
    parts = "".join(f"<p>{text}</p>" for text in BODY)
    page = f"<h1>{HEADLINE}</h1><dl><dt>Contents</dt>{listed}</dl>{parts}"
    article = read(tmp_path, "a.html", f"<html><body><article>{page}</article></body></html>")
    assert article.contents == TITLES
    assert pieces(article)[-len(BODY) :] == running()


def test_a_list_of_one_title_below_a_sure_label_is_one(tmp_path: Path) -> None:
    article = read(tmp_path, "a.txt", text_of(HEADLINE, f"Contents\n- {TITLES[1]}"))
    assert article.contents == TITLES[1:2]
    assert pieces(article) == running()
    doubtful = read(tmp_path, "b.txt", text_of(HEADLINE, f"Inside\n- {TITLES[1]}"))
    assert doubtful.contents == ()


def test_pages_that_stand_close_behind_titles_in_print(tmp_path: Path) -> None:
    """A tab leads to its next stop, and a title may end right before one."""
    gaps = (90, 70, 3, 1, 0)
    listed = "\n\n".join(
        f"{title}#h({gap}pt){page}"
        for page, (title, gap) in enumerate(zip(TITLES, gaps, strict=True), 2)
    )
    source = "\n\n".join(
        ["#set page(width: 148mm, height: 210mm)", f"#text(20pt)[{HEADLINE}]", "Contents", listed]
    )
    source = "\n\n".join([source, *BODY])
    article = read_article(printed(tmp_path, source, tagged=False))
    assert article.contents == TITLES
    texts = [text for _, text in pieces(article)]
    assert not [title for title in TITLES if any(title in text for text in texts)]


# --- none of them -----------------------------------------------------------------------------

NURSES = (
    "On pay, the nurses want 8 per cent, and the trust offers 3 per cent with a bonus.",
    "Night shifts should be shared more fairly, they say, for the same people get them.",
    "Parking costs a nurse about 900 crowns a year, more than a visitor would pay.",
    "A canteen that closes at three is of no use to anybody who begins at two, they argue.",
    "Training days have been cancelled eleven times since January, on the trust's own figures.",
)
DEADLINE = "Nurses in Ravnsund will strike on Thursday unless the trust meets them on five points."
WELLS = (
    "Chloride in the three wells at Torrance Bay has doubled since 2015, the laboratory says.",
    "Growers of lettuce were the first to notice, for the leaves turned brown at the edges.",
    "Engineers propose to bring water from the Kirrin hills through a pipeline of 41 kilometres.",
    "It would cost 88 million crowns, and work could begin in 2028 at the earliest.",
    "Hoteliers call the plan overdue and have offered to pay a bed levy towards it.",
)
COD = (
    "Heat the oven to 200 degrees and butter a dish that is just large enough for the fillets.",
    "Lay the cod fillets side by side, and scatter the capers and the shallots over them.",
    "Pour the white wine around the fish, cover the dish, and bake it for twenty minutes.",
    "Stir the cream into the juices, and serve with potatoes from the cellar.",
)
PRIZES = (
    "The Long Ebb, a film about a tidal mill, won the main prize of the film week on Sunday.",
    "Anka Drill was named best director for her portrait of three sisters in a lighthouse.",
    "Tom Fairlie, who plays a bankrupt pilot, thanked the town's projectionists for it.",
    "The audience voted for Snow Dogs, which had been shown in the market in the rain.",
)
COUNCIL = (
    "The council meets on Monday at seven in the old school, and the public may attend.",
    "The library has asked for 40,000 crowns for a new roof, which the treasurer calls modest.",
    "Repairs to the pier were put off twice last year because no builder could be found.",
    "Questions from the public must reach the clerk by noon on Friday, she said.",
)
STOPS = (
    "Night buses in Ravnsund stop at five places from Friday on, all of them lit and watched.",
    "At Central Square passengers can change between all lines on the hour.",
    "Harbour Gate is closest to the bars, and Quarry Road to those who complain about them.",
    "University Hospital was added because nurses asked for it, and North Cemetery for a turn.",
    "The operator may add a sixth in spring if the council pays for its lamps.",
)
# What stands above the list, the list, and what stands below it.
NONE: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "ingredients": (
        "Cod from the oven",
        ("Cod fillets", "Capers", "Two shallots", "White wine", "Cream"),
        COD,
    ),
    "steps of a recipe": (
        "Cod from the oven",
        ("Butter the dish", "Lay the fillets side by side", "Pour the wine around the fish",
         "Bake for twenty minutes"),
        COD,
    ),
    "demands that the text counts": (
        "Nurses set a deadline",
        ("Higher pay", "Fairer night shifts", "Free parking", "A canteen that stays open",
         "Training days for all"),
        (DEADLINE, *NURSES),
    ),
    "demands under a label of their own": (
        "Nurses set a deadline\n\nWhat the union asks for",
        ("Higher pay", "Fairer night shifts", "Free parking", "Longer canteen hours",
         "Training days"),
        (*NURSES, DEADLINE),
    ),
    "demands below the lede": (
        f"Nurses set a deadline\n\n{DEADLINE}",
        ("Higher pay", "Fairer night shifts", "Free parking", "A canteen that stays open",
         "Training days for all"),
        NURSES,
    ),
    "key points whose words the text takes up": (
        "Salt in the wells of Torrance Bay",
        ("Chloride levels double at Torrance Bay", "Growers of lettuce hit first",
         "Pipeline to cost 88 million crowns", "Hoteliers back bed levy"),
        WELLS,
    ),
    "key points with figures": (
        "Salt in the wells of Torrance Bay",
        ("Chloride doubled since 2015", "Pipeline of 41 kilometres proposed",
         "Work to begin in 2028", "Bed levy of 3 crowns planned"),
        WELLS,
    ),
    "an agenda": (
        "Council meets on Monday\n\nAgenda",
        ("Minutes of the last meeting", "Budget for the library", "Repairs to the pier",
         "Any other business"),
        COUNCIL,
    ),
    "winners with what they won": (
        "Prizes of the film week\n\nThe winners",
        ("Best film: The Long Ebb", "Best director: Anka Drill", "Best actor: Tom Fairlie",
         "Audience prize: Snow Dogs"),
        PRIZES,
    ),
    "winners": (
        "Prizes of the film week",
        ("The Long Ebb", "Anka Drill", "Tom Fairlie", "Snow Dogs"),
        PRIZES,
    ),
    "places": (
        "Where the night buses stop",
        ("Central Square", "Harbour Gate", "Quarry Road", "University Hospital", "North Cemetery"),
        STOPS,
    ),
    "people and what they are": (
        "Who is who in the salt dispute",
        ("Karin Holt, mayor", "Peter Anders, engineer", "Lena Ruud, grower of lettuce",
         "Dr Sam Oyelaran, officer"),
        WELLS,
    ),
    "answers to questions": (
        "Your questions about the salt",
        ("No, the water is not poisonous for adults.", "Yes, showering is safe.",
         "The pipeline will take two years to build."),
        WELLS,
    ),
    "things to pack": (
        "What to pack for the ferry",
        ("Warm clothes", "A torch", "Ginger for the stomach", "Cash for the canteen"),
        (
            "Warm clothes are needed even in July, for the wind on deck is never less than fresh.",
            "A torch helps on the stairs when the ship saves power, which it does every night.",
            "Ginger is said to calm the stomach, and the nurse hands it out when she has any.",
            "The canteen takes no cards, and its coffee costs 4 crowns, milk or not.",
        ),
    ),
    "a programme": (
        "Film week opens in Ravnsund\n\nProgramme",
        ("Opening of the film week", "A talk with Anka Drill", "Snow Dogs in the market",
         "Closing party at the harbour"),
        PRIZES,
    ),
    "dates": (
        "The salt dispute in dates",
        ("2015: First readings at the wells", "2019: Lettuce farms report losses",
         "2025: Engineers propose a pipeline"),
        WELLS,
    ),
    "lines below a headline": (
        "Nurses set a deadline",
        ("Union wants 8 per cent", "Trust offers half of that", "Talks resume on Wednesday",
         "Patients fear for operations"),
        (*NURSES, DEADLINE),
    ),
    "a verse": (
        "Ferry song",
        ("The night comes down on Ravnsund harbour", "The gulls have gone to sleep",
         "The ferryman is counting money", "The water dark and deep"),
        (
            "The song, which every child in Ravnsund learns, was written by a ferryman in 1904.",
            "Its harbour is no longer dark, and the gulls hardly sleep, for it is lit all night.",
            "A museum now shows the ferryman's cap, and hears no money being counted.",
            "The water is as deep as it was, the harbour master said on Sunday.",
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", ["- {t}", "{n}. {t}", "{t}"])
@pytest.mark.parametrize(("above", "listed", "below"), NONE.values(), ids=NONE.keys())
def test_an_ordinary_list_stays_untouched(
    tmp_path: Path, above: str, listed: tuple[str, ...], below: tuple[str, ...], form: str
) -> None:
    article = read(tmp_path, "a.txt", text_of(above, lines(form, listed), body=below))
    assert article.contents == ()
    whole = "\n".join([article.title or "", *(text for _, text in pieces(article))])
    for text in (*listed, *below):
        assert text in whole


STRIKE = {
    "German": (
        "Busfahrer in Arnsel streiken",
        ("Die Forderungen der Gewerkschaft", "Was die Stadt bietet", "Folgen für Pendler",
         "Busse für Schulen"),
        ("Alle Busse stehen bis Sonntag still", "Gewerkschaft fordert neun Prozent mehr Lohn",
         "Schulbusse fahren weiter", "Bürgermeister will am Mittwoch verhandeln"),
        (
            "Seit Montagfrüh stehen alle Busse in Arnsel still, und das soll bis Sonntag dauern.",
            "Die Gewerkschaft fordert neun Prozent mehr Lohn, die Stadt hat vier geboten.",
            "Schulbusse fahren weiter, denn sie gehören einer anderen Firma aus Marnheim.",
            "Am Mittwoch sollen beide Seiten im Rathaus verhandeln, sagte der Bürgermeister.",
            "Pendler weichen auf Fahrräder aus, und die Läden klagen über leere Kassen.",
        ),
    ),
    "French": (
        "Les conducteurs en grève",
        ("Les demandes du syndicat", "La réponse du maire", "Le sort des bus scolaires",
         "Les plaintes des commerçants"),
        ("Aucun bus ne circule avant dimanche", "Le syndicat demande neuf pour cent",
         "Les bus scolaires roulent normalement", "Le maire veut négocier mercredi"),
        (
            "Depuis lundi, aucun bus ne circule à Arnsel, car les conducteurs sont en grève.",
            "Le syndicat demande neuf pour cent d'augmentation, la ville en a proposé quatre.",
            "Les bus scolaires roulent normalement, car ils sont à une autre société.",
            "Le maire veut réunir les deux parties mercredi à l'hôtel de ville.",
            "Les commerçants du marché se plaignent déjà de caisses vides.",
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("label", ["", "Auf einen Blick\n", "L’essentiel\n"])
@pytest.mark.parametrize("strike", STRIKE.values(), ids=STRIKE)
def test_points_are_told_from_titles_in_other_languages_by_what_the_text_repeats(
    tmp_path: Path,
    strike: tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]],
    label: str,
) -> None:
    headline, titles, points, below = strike
    listed = text_of(headline, label + lines("- {t}", titles), body=below)
    assert read(tmp_path, "a.txt", listed).contents == titles
    told = text_of(headline, label + lines("- {t}", points), body=below)
    assert read(tmp_path, "b.txt", told).contents == ()


def test_a_senders_address_stays_untouched(tmp_path: Path) -> None:
    address = ("Ministry of Water", "Press Office", "Kirrin Street 14", "Torrance Bay")
    article = read(
        tmp_path, "a.txt", text_of("Salt in the wells", lines("{t}", address), body=WELLS)
    )
    assert article.contents == ()
    assert pieces(article)[: len(address)] == running(address)


def test_titles_of_other_articles_are_told_by_their_many_words(tmp_path: Path) -> None:
    others = ("A New Crane for Quillen", "Wool Prices Double", "Choir Sings for Gold")
    for label in ("In this issue", "Contents"):
        article = read(tmp_path, "a.txt", text_of(HEADLINE, f"{label}\n{lines('- {t}', others)}"))
        assert article.contents == ()
    own = read(tmp_path, "b.txt", text_of(HEADLINE, f"Contents\n{lines('- {t}', PLAIN_TITLES)}"))
    assert own.contents == ()
