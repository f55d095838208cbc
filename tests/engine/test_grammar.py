"""Sentences, trees and names, by spaCy's model and without one."""

import shutil

import pytest

from briefing.engine.grammar import SimpleGrammar, load_grammar
from briefing.engine.library import ModelLibrary
from briefing.engine.types import Grammar
from briefing.errors import ModelDamaged

REPORT = (
    "Ada Lund, an engineer at the University of Harwick, warned on Monday that nearly 2,400 homes "
    "could be flooded by 2050. “The old wall won’t hold,” she said. The council disagreed. "
    "“Why now?” Mayor Tom Ames asked. He moved to the U.S. in May."
)


@pytest.fixture(params=["rules", "model"])
def either_grammar(request: pytest.FixtureRequest) -> Grammar:
    return SimpleGrammar() if request.param == "rules" else request.getfixturevalue("grammar")


def texts_of(text, sentences):
    return [text[s.start : s.end] for s in sentences]


@pytest.mark.model
def test_both_grammars_cut_a_report_alike(either_grammar):
    (sentences,) = either_grammar.parse([REPORT])
    assert texts_of(REPORT, sentences) == [
        REPORT.partition(" “")[0],
        "“The old wall won’t hold,” she said.",
        "The council disagreed.",
        "“Why now?” Mayor Tom Ames asked.",
        "He moved to the U.S. in May.",
    ]


@pytest.mark.model
def test_tokens_are_where_they_say_and_cover_all_but_space(either_grammar):
    texts = ["", "   ", REPORT, f"  {REPORT}  Then  two   spaces.  ", "One", "The rate.Credit: X"]
    for text, sentences in zip(texts, either_grammar.parse(texts), strict=True):
        covered = ""
        for sentence in sentences:
            assert sentence.start == sentence.tokens[0].start
            assert sentence.end == sentence.tokens[-1].end
            assert (
                text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
            )
            for token in sentence.tokens:
                assert text[token.start : token.end] == token.text
                covered += token.text
        assert covered == "".join(text.split())


@pytest.mark.model
def test_every_sentence_is_one_tree(grammar):
    (sentences,) = grammar.parse([f"{REPORT}  And  then “Nothing. At all.” he said . Right?"])
    for sentence in sentences:
        roots = [i for i, token in enumerate(sentence.tokens) if token.head == i]
        assert len(roots) == 1
        assert sentence.tokens[roots[0]].dep == "ROOT"
        for start in range(len(sentence.tokens)):
            place, steps = start, 0
            while place != roots[0]:
                place, steps = sentence.tokens[place].head, steps + 1
                assert steps < len(sentence.tokens)


@pytest.mark.model
def test_the_model_tells_what_words_do_and_who_is_named(grammar):
    assert grammar.has_trees
    (sentences,) = grammar.parse([REPORT])
    tokens = sentences[0].tokens
    warned = next(i for i, token in enumerate(tokens) if token.text == "warned")
    assert (tokens[warned].pos, tokens[warned].dep, tokens[warned].lemma) == (
        "VERB",
        "ROOT",
        "warn",
    )
    subject = next(token for token in tokens if token.dep == "nsubj" and token.head == warned)
    assert subject.text == "Lund"
    names = [token for token in tokens if token.entity == "PERSON"]
    assert [(token.text, token.entity_start) for token in names] == [("Ada", True), ("Lund", False)]
    homes = next(token for token in tokens if token.text == "homes")
    assert homes.tag == "NNS"
    assert "Number=Plur" in homes.morph


@pytest.mark.model
def test_a_negation_in_a_quotation_is_a_word_of_its_own(grammar):
    (sentences,) = grammar.parse([REPORT])
    assert "neg" in {token.dep for token in sentences[1].tokens}


@pytest.mark.model
def test_the_parser_decides_where_the_rules_are_not_sure(grammar):
    text = "The firm belongs to Harrow Inc. Ames left it in May. The U.S. Senate agreed."
    (sentences,) = grammar.parse([text])
    assert texts_of(text, sentences) == [
        "The firm belongs to Harrow Inc.",
        "Ames left it in May.",
        "The U.S. Senate agreed.",
    ]


def test_without_a_model_there_are_sentences_and_words_but_no_trees(tmp_path):
    grammar = load_grammar(ModelLibrary(tmp_path / "none"))
    assert isinstance(grammar, SimpleGrammar)
    assert not grammar.has_trees
    ((sentence,),) = grammar.parse(["He didn’t pay £3,000 (yet)."])
    assert [token.text for token in sentence.tokens] == [
        *("He", "did", "n’t", "pay", "£", "3,000", "(", "yet", ")", "."),
    ]
    assert sentence.tokens[0].pos == ""
    assert sentence.tokens[3].lemma == "pay"


@pytest.mark.model
def test_a_damaged_grammar_model_is_named_with_what_mends_it(installed_models, tmp_path):
    name = "en-core-web-sm"
    shutil.copytree(installed_models.folder / name, tmp_path / name)
    weights = tmp_path / name / "parser" / "model"
    data = bytearray(weights.read_bytes())
    data[100:200] = bytes(100)
    weights.write_bytes(data)
    with pytest.raises(ModelDamaged, match="briefing models install en-core-web-sm"):
        load_grammar(ModelLibrary(tmp_path))
