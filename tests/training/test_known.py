"""The articles that sectioning is fitted to are whole, and a broken one is told by name."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from training.known import read_articles

BODY = "# Head\n- One\n- Two\n\n[1] First text.\n\n[2/1] Second text,\nin two lines.\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "hand" / "name.txt"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


def test_an_article_tells_its_titles_and_where_each_paragraph_may_stand(tmp_path: Path) -> None:
    write(tmp_path, BODY)
    (known,) = read_articles(tmp_path)
    assert (known.hand, known.name, known.titles) == ("hand", "name", ("One", "Two"))
    assert known.texts == ("First text.", "Second text, in two lines.")
    assert known.allowed == ((0,), (1, 0))
    assert known.edges == [0, 1, 2]


@pytest.mark.parametrize("text", [BODY + "\nNo mark.\n", BODY + "\n[3] No such title.\n"])
def test_a_paragraph_without_a_title_of_the_list_is_refused_by_name(
    tmp_path: Path, text: str
) -> None:
    write(tmp_path, text)
    with pytest.raises(ValueError, match=r"name\.txt: mark the paragraph"):
        read_articles(tmp_path)


def test_in_every_article_a_titles_paragraphs_stand_together() -> None:
    articles = read_articles()
    assert len(articles) > 200
    for known in articles:
        parts = [known.gold[start] for start, _ in pairwise(known.edges)]
        assert len(parts) == len(set(parts)), known.name
        assert 3 <= len(known.titles) <= 12, known.name


def test_a_thinned_article_keeps_its_list_and_its_order_but_has_sections_of_odder_lengths() -> None:
    for known in read_articles()[::20]:
        thinned = known.thinned()
        assert thinned.titles == known.titles
        left = iter(zip(known.texts, known.allowed, strict=True))
        assert all(pair in left for pair in zip(thinned.texts, thinned.allowed, strict=True))
        assert 1 <= len(thinned.texts) < len(known.texts)
        assert thinned == known.thinned()
        assert thinned.texts != known.thinned(1).texts
