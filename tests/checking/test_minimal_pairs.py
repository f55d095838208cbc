"""Statements with one thing changed are told from true ones, whatever was changed."""

from collections import defaultdict

import pytest

from briefing.brief import Verdict
from briefing.checking.checker import Checker
from tests.checking.minimal_pairs import pairs

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def verdicts(grammar, embedder):
    """For each pair the verdicts on its true and its false statement."""
    checker = Checker(grammar, embedder)
    found, sources = [], {}
    for pair in pairs():
        source = sources.get(pair.topic) or checker.source_of_text(pair.article)
        sources[pair.topic] = source
        true, false = checker.check([pair.true, pair.false], source)
        found.append((pair, true.judgement, false.judgement))
    return found


def test_there_are_enough_pairs_of_every_kind(verdicts):
    kinds = {pair.kind for pair, _, _ in verdicts}
    assert len(verdicts) >= 300
    assert len(kinds) == 18
    assert len({pair.topic for pair, _, _ in verdicts}) >= 10


@pytest.mark.parametrize("used", [True, False])
def test_of_every_kind_nine_changes_of_ten_are_caught(verdicts, used):
    caught = defaultdict(list)
    for pair, _, false in verdicts:
        if pair.used is used:
            caught[pair.kind].append(false.verdict is not Verdict.SUPPORTED)
    shares = {kind: sum(row) / len(row) for kind, row in caught.items()}
    assert {kind: share for kind, share in shares.items() if share < 0.88} == {}


@pytest.mark.parametrize(("used", "least"), [(True, 0.95), (False, 0.85)])
def test_most_true_statements_pass(verdicts, used, least):
    rows = {(p.topic, p.true): t.verdict for p, t, _ in verdicts if p.used is used}
    passed = sum(v is Verdict.SUPPORTED for v in rows.values())
    assert passed / len(rows) >= least


def test_every_doubt_has_its_sentence_and_its_place(verdicts):
    for pair, _, false in verdicts:
        for doubt in false.doubts:
            assert doubt.reason
            assert 0 <= doubt.start <= doubt.end <= len(pair.false)
