"""Briefs for the tests of exporting and storing, on an article made up for them."""

from __future__ import annotations

from dataclasses import replace

from briefing.article import Article, Paragraph, ParagraphKind, Span
from briefing.brief import (
    Brief,
    Bullet,
    BulletOrigin,
    EngineNote,
    Section,
    SectionOrigin,
    Timings,
    Verdict,
)

TEXTS = tuple(
    " ".join(text.split())
    for text in """
The harbour authority of Port Ellery may close the northern ferry terminal in October, its
director, Miriam Oduya, told the council on Tuesday. The terminal, opened in 1968, carried
nearly 410,000 passengers last year.

A survey in the spring found corrosion in 14 of the 22 steel piles that hold up the pier. "We
are not talking about danger today, we are talking about danger in three winters," Ms Oduya
said.

Repair is put at 8.6 million crowns. The authority has set aside about a third of that, and has
asked the ministry of transport for the rest; no answer has come yet.

If the terminal closes, two of the five routes would move to the container quay, which is four
kilometres from the railway station. The operator, Vestline, says that it would not raise fares
before the end of the season.

Residents of Lower Ellery fear for the last shops on Quay Street. A petition against the closure
had gathered 2,300 names by Monday.

The council is due to vote on 14 September.
""".split("\n\n")
)


def article() -> Article:
    """A short article with everything about it known."""
    paragraphs = [
        Paragraph(f"p{n}", ParagraphKind.TEXT, text, page=1 if n < 4 else 2)
        for n, text in enumerate(TEXTS, 1)
    ]
    return Article(
        source="/home/anna/articles/ferry-terminal.txt",
        sha256="5e" * 32,
        paragraphs=tuple(paragraphs),
        title="Port Ellery weighs closing its northern ferry terminal",
        authors=("Lena Hartvig", "Tom Asante"),
        published="2026-08-19",
        publisher="The Ellery Courier",
        language="en",
    )


def span(words: str) -> Span:
    """Where the article of ``article()`` has these words."""
    for number, text in enumerate(TEXTS, 1):
        start = text.find(words)
        if start >= 0:
            return Span(f"p{number}", start, start + len(words))
    raise AssertionError(words)


def bullet(  # a bullet with its evidence named by words
    number: int, text: str, *words: str, origin: BulletOrigin = BulletOrigin.MODEL, score: float = 1
) -> Bullet:
    return Bullet(
        id=f"b{number}",
        text=text,
        evidence=tuple(span(w) for w in words),
        verdict=Verdict.SUPPORTED,
        score=float(score),
        origin=origin,
    )


def short_brief() -> Brief:
    """A finished brief of one page: key points, three sections, one bullet a person edited."""
    closing = TEXTS[0].split(" The terminal,")[0]
    passengers = "The terminal, opened in 1968, carried nearly 410,000 passengers last year."
    survey = TEXTS[1].split(' "We')[0]
    quote = TEXTS[1].removeprefix(survey).strip()
    cost, money = TEXTS[2].split(" The authority")
    routes, fares = TEXTS[3].split(" The operator")
    vote = TEXTS[5]
    return Brief(
        article=article(),
        sections=(
            Section(
                id="s1",
                title="What may happen",
                origin=SectionOrigin.CONTENTS,
                paragraphs=("p1", "p2"),
                bullets=(
                    bullet(
                        4,
                        "Port Ellery's harbour authority may close the northern ferry terminal in "
                        "October, its director, Miriam Oduya, told the council.",
                        closing,
                    ),
                    bullet(
                        5, "The terminal carried nearly 410,000 passengers last year.", passengers
                    ),
                    bullet(
                        6,
                        "A survey in the spring found corrosion in 14 of the 22 steel piles.",
                        survey,
                        origin=BulletOrigin.EXTRACT,
                    ),
                    bullet(
                        7,
                        'Ms Oduya: "We are not talking about danger today, we are talking about '
                        'danger in three winters."',
                        quote,
                        origin=BulletOrigin.EXTRACT,
                    ),
                ),
                condensed=True,
            ),
            Section(
                id="s2",
                title="What it costs",
                origin=SectionOrigin.CONTENTS,
                paragraphs=("p3",),
                bullets=(
                    bullet(8, "Repair is put at 8.6 million crowns.", cost),
                    replace(
                        bullet(
                            9,
                            "The authority has about a third of the money and has asked the "
                            "ministry of transport for the rest; no answer has come yet.",
                            "The authority" + money,
                            cost,
                            origin=BulletOrigin.HUMAN,
                        ),
                        machine_text="The authority has set aside about a third of that.",
                    ),
                ),
                condensed=True,
            ),
            Section(
                id="s3",
                title="Routes and residents",
                origin=SectionOrigin.TOPIC,
                paragraphs=("p4", "p5"),
                bullets=(
                    bullet(
                        10,
                        "If the terminal closes, two of the five routes would move to the "
                        "container quay.",
                        routes,
                    ),
                    bullet(
                        11,
                        "Vestline says that it would not raise fares before the end of the season.",
                        "The operator" + fares,
                    ),
                ),
                condensed=True,
            ),
            Section(
                id="s12",
                title="What comes next",
                origin=SectionOrigin.TOPIC,
                paragraphs=("p6",),
                condensed=True,
            ),
        ),
        key_points=(
            bullet(1, "Port Ellery may close its northern ferry terminal in October.", closing),
            bullet(2, "Repair is put at 8.6 million crowns.", cost),
            bullet(3, "The council is due to vote on 14 September.", vote),
        ),
        engine=EngineNote(
            model="SmolLM2-135M-Instruct Q4_1", sha256="b1" * 32, settings={"bullets": 4}
        ),
        timings=Timings(read_s=0.1, condense_s=3.125),
        next_id=13,
    )


def long_brief(bullets: int = 300) -> Brief:
    """A brief of many pages: sections of ten bullets each."""
    short = short_brief()
    source = short.sections[0].bullets[0]
    sections = tuple(
        replace(
            short.sections[0],
            id=f"s{1000 + n}",
            title=f"Part {n + 1} of the dispute",
            bullets=tuple(
                replace(
                    source, id=f"b{10 * n + k + 1}", text=f"Point {10 * n + k + 1}: {source.text}"
                )
                for k in range(10)
            ),
        )
        for n in range(bullets // 10)
    )
    return replace(short, sections=sections, key_points=(), next_id=5000)
