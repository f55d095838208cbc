"""Weights in 8 bits that are kept beside an installed model."""

import shutil
from pathlib import Path

import pytest
import torch

from briefing.engine import quantised
from briefing.engine.catalogue import Catalogue
from briefing.engine.devices import processor
from briefing.engine.importing import import_path
from briefing.engine.library import MADE, ModelLibrary
from briefing.engine.llama_model import LlamaLanguageModel
from briefing.engine.weights import Kept
from tests.engine import tiny

NAME = "little"
PAIRS = [("The wall fell.", " Nobody was hurt."), ("", "The wall")]

pytestmark = pytest.mark.skipif(
    not quantised.pays(1_000), reason="this processor computes in 32 bits"
)


@pytest.fixture
def library(tmp_path):
    """A library with one tiny language model in it."""
    library = ModelLibrary(tmp_path / "models", Catalogue(()))
    import_path(tiny.write_language_model(tmp_path / NAME), library=library)
    return library


def scores(library, *, kept=True):
    model = library.find(NAME)
    loaded = LlamaLanguageModel(
        model.path, NAME, None, processor(), kept=Kept.of(model) if kept else None
    )
    return loaded.log_likelihood(PAIRS)


def made(library) -> Path:
    return library.folder / NAME / MADE / "eight-bits.weights"


def test_the_second_start_computes_what_the_first_did(library):
    first = scores(library)
    assert made(library).is_file()
    written = made(library).stat().st_mtime_ns
    assert scores(library) == first == scores(library, kept=False)
    assert made(library).stat().st_mtime_ns == written


def test_a_folder_that_is_not_installed_gets_nothing_beside_it(library):
    scores(library, kept=False)
    assert not made(library).exists()


def test_what_was_made_of_other_files_or_is_cut_off_is_made_anew(library):
    first = scores(library)
    whole = made(library).read_bytes()
    for damaged in (b"", whole[:100], whole[:-5], whole.replace(b'"format":"1"', b'"format":"0"')):
        made(library).write_bytes(damaged)
        assert scores(library) == first
        assert Kept.of(library.find(NAME)).fits()
        assert made(library).stat().st_size == len(whole)
    other = Kept(made(library), "0" * 64)
    assert not other.fits()


def test_where_nothing_can_be_written_the_model_works_all_the_same(library):
    first = scores(library, kept=False)
    made(library).parent.write_text("a file where the folder should be")
    assert scores(library) == first


def test_what_is_kept_counts_in_the_disk_use_and_goes_with_the_model(library):
    before, (used, _) = library.find(NAME).size, library.disk_use()
    scores(library)
    size = made(library).stat().st_size
    assert library.find(NAME).size == before + size
    assert library.disk_use()[0] == used + size
    library.remove(NAME)
    assert not made(library).exists()


def test_verifying_trusts_nothing_that_was_made(library):
    scores(library)
    library.verify(NAME)
    assert not made(library).exists()
    assert library.find(NAME)


def test_an_installed_models_folder_is_imported_without_what_was_made_of_it(library, tmp_path):
    first = scores(library)
    copy = shutil.copytree(library.folder / NAME, tmp_path / "copy")
    import_path(copy, library=library)
    assert not (library.folder / "copy" / MADE).exists()
    assert scores(library) == first


def test_rounding_joined_matrices_is_joining_rounded_ones():
    torch.manual_seed(3)
    one, other = torch.randn(70, 32), torch.randn(90, 32)
    joined = quantised.in_eight_bits(torch.cat((one, other)))
    parts = [quantised.in_eight_bits(m) for m in (one, other)]
    assert torch.equal(joined.whole, torch.cat([p.whole for p in parts]))
    assert torch.equal(joined.scales, torch.cat([p.scales for p in parts]))
