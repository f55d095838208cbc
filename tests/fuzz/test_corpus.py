"""Every file of the fuzzer's corpus is read, or refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import BriefingError
from tests.fuzz.cases import cases, corpus_of, read_case

FILES = [pytest.param(case, file, id=f"{case}-{file.name}") for case in cases()
         for file in corpus_of(case)]  # fmt: skip


@pytest.mark.parametrize(("case", "file"), FILES)
def test_every_corpus_file_is_read_or_refused_in_one_sentence(case: str, file: Path) -> None:
    try:
        article = read_case(case, file.read_bytes())
    except BriefingError as error:
        sentence = str(error)
        assert sentence.endswith(".")
        assert "\n" not in sentence
    else:
        assert article.body


def test_each_reader_has_a_corpus() -> None:
    assert [case for case in cases() if not corpus_of(case)] == []
