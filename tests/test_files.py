"""A file is written in full or not at all, and a failure is one sentence."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.errors import OutputError
from briefing.files import check_target, write_atomically

as_root = hasattr(os, "geteuid") and os.geteuid() == 0


def content(path: Path) -> bytes | None:
    return path.read_bytes() if os.path.isfile(path) else None  # noqa: PTH113 (asks any name)


def refusal(path: Path) -> str:
    """The sentence of the failure to write, after which nothing is half-written."""
    before = content(path)
    with pytest.raises(OutputError) as caught:
        write_atomically(path, b"new")
    assert content(path) == before
    if path.parent.is_dir():
        assert not list(path.parent.glob(".briefing-*"))
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def word_lock(owner: str) -> bytes:
    """Word's lock file: the owner's name in one byte a character, then in two."""
    narrow = bytes([len(owner)]) + owner.encode("cp1252").ljust(53, b"\0")
    wide = len(owner).to_bytes(2, "little") + owner.encode("utf-16-le").ljust(106, b"\0")
    return narrow + wide


def test_a_new_file_has_the_usual_mode_and_an_old_one_keeps_its_own(tmp_path):
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    path = tmp_path / "note.docx"
    write_atomically(path, b"one")
    assert path.read_bytes() == b"one"
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
    path.chmod(0o640)
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(p.name for p in tmp_path.iterdir()) == ["note.docx", "plain"]


def test_a_link_stays_a_link(tmp_path):
    real = tmp_path / "archive" / "note.docx"
    real.parent.mkdir()
    real.write_bytes(b"old")
    link = tmp_path / "note.docx"
    link.symlink_to(real)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_relative_name_lands_in_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_atomically(Path("note.docx"), b"new")
    assert (tmp_path / "note.docx").read_bytes() == b"new"


def test_a_name_as_long_as_allowed_works_and_a_longer_one_is_named(tmp_path):
    write_atomically(tmp_path / ("n" * 250 + ".docx"), b"new")
    assert "too long" in refusal(tmp_path / ("n" * 251 + ".docx"))


def test_places_that_cannot_be_written_are_named(tmp_path):
    assert "There is no folder" in refusal(tmp_path / "none" / "note.docx")
    assert "is a folder" in refusal(tmp_path)
    (tmp_path / "file").write_text("in the way")
    assert "is not a folder" in refusal(tmp_path / "file" / "note.docx")
    assert "is not a folder" in refusal(tmp_path / "file" / "deeper" / "note.docx")
    with pytest.raises(OutputError, match="not a file name"):
        write_atomically(Path("a\0b.docx"), b"")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_or_device_is_not_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError, match="not an ordinary file"):
        write_atomically(tmp_path / "pipe", b"new")
    with pytest.raises(OutputError, match="not an ordinary file"):
        write_atomically(Path("/dev/null"), b"new")


@pytest.mark.skipif(as_root, reason="the administrator may write everywhere")
def test_a_read_only_folder_and_a_protected_file_are_named(tmp_path):
    path = tmp_path / "note.docx"
    path.write_bytes(b"old")
    path.chmod(0o444)
    assert "write-protected" in refusal(path)
    path.chmod(0o644)
    tmp_path.chmod(0o555)
    try:
        assert "may not write" in refusal(path)
        assert "may not write" in refusal(tmp_path / "other.docx")
    finally:
        tmp_path.chmod(0o755)


def test_a_folder_of_the_system_that_nobody_writes_to_is_named():
    if not Path("/proc/self").is_dir():
        pytest.skip("no /proc here")
    with pytest.raises(OutputError, match="/proc"):
        write_atomically(Path("/proc/note.docx"), b"new")


_TOO_MUCH = """
import resource, sys
from pathlib import Path
from briefing.errors import OutputError
from briefing.files import write_atomically
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    write_atomically(Path(sys.argv[1]), b"new" * 20_000)
except OutputError as error:
    print(error)
"""


def test_a_write_that_really_breaks_off_half_way_leaves_the_old_file(tmp_path):
    pytest.importorskip("resource", reason="the system sets no limits on files")
    path = tmp_path / "note.docx"
    path.write_bytes(b"old")
    told = subprocess.run(
        [sys.executable, "-c", _TOO_MUCH, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    assert "too large for the disk" in told.stdout
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["note.docx"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "is full"),
        (getattr(errno, "EDQUOT", errno.ENOSPC), "full|used up"),
        (errno.EROFS, "can only be read"),
        (errno.EACCES, "may not write"),
        (errno.EFBIG, "too large"),
        (errno.EIO, "fault"),
        (errno.ENETDOWN, "could not be written"),
    ],
)
def test_a_failure_while_writing_leaves_the_old_file(tmp_path, monkeypatch, number, words):
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    path = tmp_path / "note.docx"
    path.write_bytes(b"old")
    for step in ("replace", "fsync"):
        with monkeypatch.context() as patch:
            patch.setattr(os, step, fail)
            sentence = refusal(path)
        assert any(word in sentence for word in words.split("|"))
    assert [p.name for p in tmp_path.iterdir()] == ["note.docx"]


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("note.docx", "~$note.docx"),
        ("reports.docx", "~$eports.docx"),
        ("ferry terminal.docx", "~$rry terminal.docx"),
    ],
)
def test_a_document_open_in_word_is_left_alone_and_its_owner_named(tmp_path, name, lock):
    path = tmp_path / name
    path.write_bytes(b"old")
    (tmp_path / lock).write_bytes(word_lock("Åsa Lindqvist"))
    sentence = refusal(path)
    assert "open in Word (by Åsa Lindqvist); close it there" in sentence
    assert lock in sentence


def test_a_document_open_in_libreoffice_is_left_alone_and_its_owner_named(tmp_path):
    path = tmp_path / "note.docx"
    path.write_bytes(b"old")
    lock = tmp_path / ".~lock.note.docx#"
    lock.write_text("Åsa Lindqvist,asa,desk-4,19.08.2026 10:11,file:///home/asa;", "utf-8")
    assert "open in LibreOffice (by Åsa Lindqvist)" in refusal(path)
    lock.write_text(",asa,desk-4,19.08.2026 10:11,file:///home/asa;", "utf-8")
    assert "(by asa)" in refusal(path)


@pytest.mark.parametrize("content", [b"", b"\xff" * 162, b"\0" * 162, b"\x05ab", os.urandom(162)])
def test_a_lock_that_tells_no_name_still_counts(tmp_path, content):
    path = tmp_path / "note.docx"
    path.write_bytes(b"old")
    (tmp_path / "~$note.docx").write_bytes(content)
    assert "is open in Word" in refusal(path)


def test_a_lock_without_its_document_does_not_count(tmp_path):
    (tmp_path / ".~lock.note.docx#").write_text(",asa,desk-4,now,home;")
    write_atomically(tmp_path / "note.docx", b"new")
    assert (tmp_path / "note.docx").read_bytes() == b"new"


def test_a_target_can_be_checked_before_the_work(tmp_path):
    check_target(tmp_path / "note.docx")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(OutputError, match="no folder"):
        check_target(tmp_path / "none" / "note.docx")
