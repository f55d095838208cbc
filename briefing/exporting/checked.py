"""The result of checking a draft: a table for the terminal, JSON, a page, a commented draft."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from briefing.article import Article, Span
from briefing.brief import Verdict
from briefing.checking.judge import Judgement
from briefing.exporting.docx_comments import with_comments
from briefing.resources import resource

ENDINGS = (".json", ".html", ".docx")
FORMAT = "briefing-check/1"

_NAMES = {
    Verdict.SUPPORTED: "supported",
    Verdict.CHECK: "to check",
    Verdict.UNSUPPORTED: "unsupported",
}
_WIDTH = 96
_SHOWN = 160
"""Characters of the article's words that a table shows."""


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A statement of a draft with what the check says of it."""

    id: str
    text: str
    judgement: Judgement
    evidence: tuple[Span, ...]


def render(
    ending: str, claims: Sequence[CheckedClaim], article: Article, draft: Path | None = None
) -> bytes:
    """The result in the format of the ending; ``draft`` is the document that gets comments.

    Raises InputUnreadable if the draft cannot be opened as a Word document.
    """
    if ending == ".docx" and draft is not None:
        return with_comments(draft, [(c.text, note) for c in claims if (note := _note(c))])
    return _page(claims, article) if ending == ".html" else _json(claims, article)


def summary(claims: Sequence[CheckedClaim]) -> str:
    """How many statements have which verdict, as a sentence."""
    counts = Counter(c.judgement.verdict for c in claims)
    parts = ", ".join(f"{counts[v]} {name}" for v, name in _NAMES.items())
    noun = "statement" if len(claims) == 1 else "statements"
    return f"{len(claims)} {noun}: {parts}."


def table(claims: Sequence[CheckedClaim], article: Article) -> str:
    """The result for a terminal."""
    lines = []
    for claim in claims:
        lead = f"{_NAMES[claim.judgement.verdict]:<12}"
        lines += _wrapped(claim.text, lead, " " * len(lead))
        for reason in claim.judgement.reasons:
            lines += _wrapped(reason, " " * 12 + "- ", " " * 14)
        for words in _words(claim, article)[:1]:
            lines += _wrapped(f"article: “{_cut(words)}”", " " * 12, " " * 14)
        lines.append("")
    return "\n".join([*lines, summary(claims)])


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=first, subsequent_indent=rest)


def _cut(words: str) -> str:
    return words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + " …"


def _words(claim: CheckedClaim, article: Article) -> list[str]:
    return [article.words_of(span) for span in claim.evidence]


def _note(claim: CheckedClaim) -> str:
    """What a comment says; empty for a supported statement."""
    if claim.judgement.verdict is Verdict.SUPPORTED:
        return ""
    reasons = "; ".join(claim.judgement.reasons)
    return f"{_NAMES[claim.judgement.verdict].capitalize()}: {reasons}."


def _json(claims: Sequence[CheckedClaim], article: Article) -> bytes:
    data = {
        "format": FORMAT,
        "article": {
            "title": article.title,
            "source": article.source,
            "sha256": article.sha256,
        },
        "claims": [
            {
                "id": c.id,
                "text": c.text,
                "verdict": c.judgement.verdict.value,
                "score": round(c.judgement.score, 4),
                "reasons": list(c.judgement.reasons),
                "evidence": [
                    {"paragraph": s.paragraph, "start": s.start, "end": s.end, "text": words}
                    for s, words in zip(c.evidence, _words(c, article), strict=True)
                ],
            }
            for c in claims
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n"


def _page(claims: Sequence[CheckedClaim], article: Article) -> bytes:
    """A page that stands alone: nothing in it is fetched or run."""
    style = resource("templates/plain/page.css").read_text("utf-8").strip()
    title = f"Check against: {article.title or article.source}"
    rows = []
    for claim in claims:
        verdict = claim.judgement.verdict
        reasons = "".join(f"<li>{escape(r)}</li>" for r in claim.judgement.reasons)
        words = "".join(f"<blockquote>{escape(w)}</blockquote>" for w in _words(claim, article))
        rows.append(
            f'<tr class="{verdict.value}"><th scope="row">{_NAMES[verdict]}</th>'
            f"<td><p>{escape(claim.text)}</p>{f'<ul>{reasons}</ul>' if reasons else ''}</td>"
            f"<td>{words}</td></tr>"
        )
    heads = "".join(f'<th scope="col">{h}</th>' for h in ("Verdict", "Statement", "The article"))
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(article.language or "en")}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{escape(title)}</title>",
        f"<style>\n{style}\n{_STYLE}\n</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{escape(title)}</h1>",
        f"<p>{escape(summary(claims))}</p>",
        "<table>",
        f"<thead><tr>{heads}</tr></thead>",
        "<tbody>",
        *rows,
        "</tbody>",
        "</table>",
        "</main>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """table { border-collapse: collapse; }
th, td { border: 1px solid; padding: 0.4em; text-align: left; vertical-align: top; }
td p, td blockquote { margin: 0 0 0.4em; }
tr.unsupported th { font-weight: bold; }
tr.supported th { font-weight: normal; }"""
