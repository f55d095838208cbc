"""Small briefs for the tests of editing."""

from briefing.article import Article, Paragraph, ParagraphKind, Span
from briefing.brief import Brief, Bullet, BulletOrigin, Section, SectionOrigin, Verdict


def article() -> Article:
    texts = [
        "The council opened the bridge on Monday.",
        "It cost 4 million crowns, the mayor said.",
        "Ferries may stop running in spring.",
        "Fishermen fear for their landing stage.",
    ]
    return Article(
        source="bridge.txt",
        sha256="0" * 64,
        title="A bridge at last",
        paragraphs=tuple(
            Paragraph(f"p{n}", ParagraphKind.TEXT, text) for n, text in enumerate(texts, 1)
        ),
    )


def draft(text: str, paragraph: str, origin: BulletOrigin = BulletOrigin.MODEL) -> Bullet:
    return Bullet(
        id="",
        text=text,
        evidence=(Span(paragraph, 0, 10),),
        verdict=Verdict.SUPPORTED,
        score=0.9,
        origin=origin,
    )


def empty_brief() -> Brief:
    return Brief.begin(
        article(),
        (
            Section("s1", "Opening", SectionOrigin.CONTENTS, ("p1", "p2")),
            Section("s2", "Consequences", SectionOrigin.CONTENTS, ("p3", "p4")),
        ),
    )
