"""The pages of a document can be looked at before it is exported."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefing.errors import Cancelled
from briefing.exporting.preview import MOST_PAGES, Picture, Preview, SetBy, preview
from briefing.settings import DocumentOptions
from tests.exporting.briefs import long_brief, short_brief


def pages(folder: Path, ending: str = ".docx", brief=None, **options) -> Preview:
    return preview(
        brief or short_brief(),
        ending,
        template=None,
        options=DocumentOptions(**options),
        width=200,
        folder=folder,
        stop=lambda: False,
    )


def is_drawn(page: Picture) -> bool:
    """Whether there is ink on white paper."""
    assert len(page.pixels) == page.width * page.height * 4
    light = sum(page.pixels[::4]) / (page.width * page.height)
    return 150 < light < 254


def test_a_pdf_is_shown_as_it_will_be(tmp_path):
    shown = pages(tmp_path, ".pdf", long_brief(1000))
    assert shown.set_by is SetBy.ITSELF
    assert shown.count > len(shown.pages) == MOST_PAGES
    assert all(map(is_drawn, shown.pages))
    assert {page.width for page in shown.pages} <= {200, 201}


@pytest.mark.slow
def test_a_word_document_is_set_by_libreoffice(tmp_path):
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    shown = pages(tmp_path)
    assert (shown.set_by, shown.count) == (SetBy.LIBREOFFICE, 1)
    assert is_drawn(shown.pages[0])


def test_without_libreoffice_the_programs_own_pages_are_shown(tmp_path, monkeypatch):
    monkeypatch.setattr("briefing.exporting.preview.libreoffice", lambda: None)
    shown = pages(tmp_path)
    assert shown.set_by is SetBy.OWN_PDF
    assert is_drawn(shown.pages[0])


def test_libreoffice_that_cannot_be_started_is_done_without(tmp_path, monkeypatch):
    monkeypatch.setattr("briefing.exporting.preview.libreoffice", lambda: str(tmp_path / "none"))
    assert pages(tmp_path).set_by is SetBy.OWN_PDF


@pytest.mark.parametrize("asked", [0, 1])
def test_a_preview_that_nobody_waits_for_stops(tmp_path, asked):
    times = []

    def stop() -> bool:
        times.append(1)
        return len(times) > asked

    with pytest.raises(Cancelled):
        preview(
            long_brief(),
            ".docx",
            template=None,
            options=DocumentOptions(),
            width=200,
            folder=tmp_path,
            stop=stop,
        )
    assert not (tmp_path / "pages.pdf").exists()
