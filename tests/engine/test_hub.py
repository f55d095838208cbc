"""Installing from a hub with the hub's own client; the hub is a server on this machine."""

import json
import multiprocessing
import os
import signal
import sys
from pathlib import Path

import pytest

from briefing.engine.hub import download_folder, hub_model
from briefing.engine.hub_files import FILES, PART
from briefing.engine.install import install
from briefing.engine.library import ModelLibrary
from briefing.engine.network import Network, load_network, save_network
from briefing.errors import Cancelled, InstallError
from tests.engine import tiny
from tests.engine.hub_server import COMMIT, running

REPO = "somebody/Tiny-Chat"
NAME = "tiny-chat"


@pytest.fixture(scope="module")
def stick(tmp_path_factory):
    return tiny.write_language_model(tmp_path_factory.mktemp("made") / "Tiny-Chat")


@pytest.fixture
def hub(stick, monkeypatch):
    for name in (
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "http_proxy",
        "https_proxy",
        "all_proxy",
    ):
        monkeypatch.delenv(name, raising=False)
    with running() as server:
        server.add(REPO, stick)
        yield server


@pytest.fixture
def library(tmp_path):
    return ModelLibrary(tmp_path / "models", tiny.catalogue())


@pytest.fixture
def fetch(hub, library, monkeypatch):
    """Install from the hub; trying the model out, which loads torch, has a test of its own."""
    monkeypatch.setattr("briefing.engine.hub.try_out", lambda *_: None)

    def fetch(name=REPO, network=None, **more):
        network = network or Network(hub=hub.address)
        return install([name], library=library, network=network, **more)

    return fetch


def part_of(library, name=NAME):
    return download_folder(library.folder, name) / FILES / f"model.safetensors{PART}"


def test_a_model_is_fetched_checked_and_installed_under_its_licence(hub, library, fetch, stick):
    told = []
    assert fetch(report=lambda *step: told.append(step)) == (NAME,)
    model = library.verify(NAME)
    assert (model.licence, model.version) == ("apache-2.0", COMMIT[:12])
    assert (model.path / "model.safetensors").read_bytes() == (
        stick / "model.safetensors"
    ).read_bytes()
    assert tiny.contents(library.folder) == {NAME, ".downloads"}
    assert library.unfinished() == {}
    assert any("Tiny-Chat" in words for _, _, words in told)
    assert all(done <= total for done, total, _ in told)
    assert fetch() == ()


def test_a_model_that_cannot_be_loaded_is_not_installed(hub, library):
    config = json.loads(hub.files[REPO]["config.json"])
    config["model_type"] = "unheard-of"
    hub.files[REPO]["config.json"] = json.dumps(config).encode()
    with pytest.raises(InstallError, match="cannot be loaded"):
        install([REPO], library=library, network=Network(hub=hub.address))
    assert library.names() == ()


def test_the_hub_is_asked_for_nothing_but_the_model(hub, fetch):
    fetch()
    paths = [path for path, _ in hub.asked]
    assert paths[0] == f"/api/models/{REPO}/revision/main"
    assert all(path.startswith(f"/{REPO}/resolve/{COMMIT}/") for path in paths[1:])


def test_a_connection_that_breaks_is_gone_on_with_where_it_broke(hub, library, fetch):
    hub.breaks = [20_000, 15_000]
    fetch()
    assert hub.fetched("model.safetensors") == ["", "bytes=20000-", "bytes=35000-"]
    library.verify(NAME)


def test_a_busy_hub_is_asked_again(hub, library, fetch, stick):
    part = part_of(library)
    hub.breaks = [20_000, 0, 0, 0]
    with pytest.raises(InstallError):
        fetch()
    assert part.stat().st_size == 20_000
    hub.breaks, hub.busy = [], 0
    fetch()
    assert hub.fetched("model.safetensors")[-1] == "bytes=20000-"
    library.verify(NAME)


def test_a_download_that_broke_off_is_told_kept_and_resumed_another_day(hub, library, fetch):
    hub.breaks = [20_000, 0, 0, 0]
    with pytest.raises(InstallError, match=r"broke off.*what has come is kept"):
        fetch()
    assert library.names() == ()
    assert library.unfinished()[NAME] > 20_000
    before = len(hub.asked)
    assert fetch() == (NAME,)
    again = [path for path, _ in hub.asked[before:]]
    assert [p for p in again if "resolve" in p] == [f"/{REPO}/resolve/{COMMIT}/model.safetensors"]
    library.verify(NAME)


def test_a_hub_that_knows_no_rest_of_a_file_is_asked_for_all_of_it(hub, library, fetch):
    hub.ignores_ranges, hub.breaks = True, [20_000]
    fetch()
    library.verify(NAME)


def test_what_came_damaged_is_fetched_once_more(hub, library, fetch):
    hub.corrupts = 1
    fetch()
    assert hub.fetched("model.safetensors") == ["", ""]
    library.verify(NAME)


def test_what_comes_damaged_again_is_never_installed(hub, library, fetch):
    hub.corrupts = 2
    with pytest.raises(InstallError, match=r"model\.safetensors.*damaged.*nothing was installed"):
        fetch()
    assert library.names() == ()
    assert not part_of(library).exists()
    fetch()
    library.verify(NAME)


def test_a_part_that_went_bad_on_the_disk_is_found_out(hub, library, fetch):
    hub.breaks = [20_000, 0, 0, 0]
    with pytest.raises(InstallError):
        fetch()
    part_of(library).write_bytes(bytes(20_000))
    fetch()
    assert hub.fetched("model.safetensors")[-2:] == ["bytes=20000-", ""]
    library.verify(NAME)


def test_parts_of_an_older_version_are_not_mixed_with_the_new(hub, library, fetch):
    hub.breaks = [20_000, 0, 0, 0]
    with pytest.raises(InstallError):
        fetch()
    hub.commit = COMMIT[::-1]
    fetch()
    assert hub.fetched("model.safetensors")[-1] == ""
    assert library.find(NAME).version == COMMIT[::-1][:12]


def test_a_small_file_is_checked_as_well(hub, library, fetch):
    config = hub.files[REPO]["config.json"]
    described = hub.describe(REPO)
    hub.files[REPO]["config.json"] = config.replace(b"llama", b"lamla")
    hub.describe = lambda _repo: described
    with pytest.raises(InstallError, match=r"config\.json.*damaged"):
        fetch()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_a_disk_that_becomes_full_is_said_plainly_and_nothing_is_installed(hub, library, fetch):
    part = part_of(library)
    part.parent.mkdir(parents=True)
    part.symlink_to("/dev/full")
    with pytest.raises(InstallError, match=r"disk became full.*make room"):
        fetch()
    assert library.names() == ()
    part.unlink()
    fetch()
    library.verify(NAME)


def test_too_little_room_is_said_before_anything_is_fetched(hub, library, fetch):
    hub.claims["model.safetensors"] = 10**17
    with pytest.raises(InstallError, match="not enough room"):
        fetch()
    assert hub.fetched("model.safetensors") == []
    assert library.unfinished() == {}


def test_a_model_that_is_only_a_pickle_is_refused_before_it_is_fetched(hub, library, fetch):
    hub.files[REPO] = {"pytorch_model.bin": b"x" * 20_000, "config.json": b"{}"}
    with pytest.raises(InstallError, match=r"pickle.*only safetensors and GGUF") as caught:
        fetch()
    assert str(caught.value).count(".") == 1
    assert hub.fetched(".bin") == []
    assert library.unfinished() == {}


def test_a_pickle_beside_safetensors_is_left_where_it_is(hub, library, fetch):
    hub.files[REPO]["pytorch_model.bin"] = b"x" * 20_000
    fetch()
    assert hub.fetched(".bin") == []
    assert not (library.find(NAME).path / "pytorch_model.bin").exists()


def test_a_model_with_program_code_of_its_own_is_refused(hub, library, fetch):
    config = json.loads(hub.files[REPO]["config.json"])
    config["auto_map"] = {"AutoModel": "own.Model"}
    hub.files[REPO]["config.json"] = json.dumps(config).encode()
    with pytest.raises(InstallError, match="program code of its own"):
        fetch()
    assert library.unfinished() == {}


def test_a_gguf_file_is_fetched_and_converted(hub, library, fetch, tmp_path):
    file = tiny.write_gguf(tmp_path / "tiny-q8.gguf")
    hub.files["somebody/Tiny-GGUF"] = {"tiny-q8.gguf": file.read_bytes(), "other.gguf": b"no"}
    with pytest.raises(InstallError, match=r"several GGUF files.*tiny-q8\.gguf"):
        fetch("somebody/Tiny-GGUF")
    assert fetch("somebody/Tiny-GGUF:tiny-q8.gguf") == ("tiny-q8",)
    assert (library.verify("tiny-q8").path / "model.safetensors").is_file()
    assert library.unfinished() == {}


def test_a_model_that_is_not_there_is_named(fetch):
    with pytest.raises(InstallError, match="has no model nobody/nothing"):
        fetch("nobody/nothing")


def test_a_model_behind_terms_says_where_to_agree(hub, fetch):
    hub.gated = True
    with pytest.raises(InstallError, match=r"agreed to its maker's terms.*hf auth login"):
        fetch()


def test_a_hub_that_cannot_be_reached_is_said_plainly(library):
    with pytest.raises(InstallError, match=r"could not be made.*mirror and proxy"):
        install([REPO], library=library, network=Network(hub="http://127.0.0.1:9"))
    assert library.unfinished() == {}


def test_the_hub_is_asked_through_the_proxy_that_the_person_named(hub, fetch):
    network = Network(hub="http://hub.invalid", proxy=hub.address)
    assert fetch(network=network) == (NAME,)
    assert set(hub.hosts) == {"hub.invalid"}


def test_cancelling_stops_the_download_and_keeps_what_came(hub, library, fetch):
    hub.holds_at = 20_000
    with pytest.raises(Cancelled):
        fetch(stop=hub.reached.is_set)
    assert library.names() == ()
    hub.holds_at = 0
    assert fetch() == (NAME,)


def _fetch_for_ever(folder, address):
    library = ModelLibrary(folder, tiny.catalogue())
    install([REPO], library=library, network=Network(hub=address))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_a_program_killed_while_it_fetches_goes_on_next_time(hub, library, fetch):
    hub.holds_at = 20_000
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_fetch_for_ever, args=(library.folder, hub.address))
    process.start()
    assert hub.reached.wait(60)
    os.kill(process.pid, signal.SIGKILL)
    process.join(60)
    hub.holds_at = 0
    assert fetch() == (NAME,)
    library.verify(NAME)
    assert tiny.contents(library.folder) == {NAME, ".downloads"}


def test_what_is_unfinished_can_be_thrown_away(hub, library, fetch):
    hub.breaks = [20_000, 0, 0, 0]
    with pytest.raises(InstallError):
        fetch()
    library.remove(NAME)
    assert library.unfinished() == {}


@pytest.mark.parametrize(
    ("typed", "repo", "revision", "file"),
    [
        ("a/B", "a/B", "main", ""),
        ("hf:a/B", "a/B", "main", ""),
        ("a/B@v1", "a/B", "v1", ""),
        ("a/B:q4.gguf", "a/B", "main", "q4.gguf"),
        ("a/B@v1:q4.gguf", "a/B", "v1", "q4.gguf"),
    ],
)
def test_a_name_with_a_slash_means_the_hub(library, typed, repo, revision, file):
    model = hub_model(typed, library.catalogue)
    assert (model.repo, model.revision, model.file) == (repo, revision, file)
    assert hub_model("tiny-grammar", library.catalogue) is None


def test_addresses_are_kept_and_nonsense_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path))
    assert load_network() == Network()
    chosen = Network(hub="https://mirror.example", proxy="http://proxy.example:8080")
    save_network(chosen)
    assert load_network() == chosen
    with pytest.raises(InstallError, match='"mirror" is no address for the hub'):
        save_network(Network(hub="mirror"))
    (tmp_path / "network.json").write_text("[")
    assert load_network() == Network()
