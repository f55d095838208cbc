"""The same article and settings give the same bullets, however many threads compute them."""

import pytest
import torch

from briefing.condensing.condense import Condenser
from briefing.engine.embedding import load_embedder
from briefing.settings import Options
from tests.condensing.builders import source_of, whole

pytestmark = pytest.mark.model

ARTICLE = """\
The harbour board, which met on Tuesday after weeks of delay, said it may close the eastern pier \
by March unless repairs begin, a step that fishermen have long opposed.
Minister Alda Reyes told Bertil Holm that the ministry would pay up to 4 million crowns.
He said the offer had come too late, and she called the board’s plan a mistake, adding that \
smaller mills in the valley are believed to be close to bankruptcy.
After the storm of May had broken two of its pillars, the pier was closed to lorries, which now \
drive 40 kilometres along the coast to reach the ferry.
The council of Arnsel will vote on the plan on Friday.""".split("\n")


def bullets(grammar, embedder, model):
    source = source_of(grammar, *ARTICLE)
    condenser = Condenser(source, Options(bullets=4), grammar, embedder, model)
    ((section, drafts),) = condenser.condense([whole(source)])
    return section, drafts, condenser.key_points([section])


def test_one_thread_and_two_give_the_same_bullets(grammar, installed_models, language_model):
    before = torch.get_num_threads()
    try:
        found = []
        for threads in (1, 2):
            torch.set_num_threads(threads)
            fresh = load_embedder(installed_models)  # another would know the vectors already
            found.append(bullets(grammar, fresh, language_model))
    finally:
        torch.set_num_threads(before)
    assert found[0] == found[1]
    assert found[0][1]
