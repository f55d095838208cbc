"""What the tests of exporting share."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def libreoffice(tmp_path: Path) -> Callable[[Path, str], Path]:
    """A function that opens a document in LibreOffice and saves it in another format."""
    soffice = shutil.which("soffice")
    if soffice is None or shutil.which("pdftotext") is None:
        pytest.skip("LibreOffice or pdftotext is not installed")

    def convert(document: Path, ending: str) -> Path:
        profile = (tmp_path / "profile").as_uri()
        subprocess.run(
            [
                soffice,
                "--headless",
                f"-env:UserInstallation={profile}",
                "--convert-to",
                ending,
                "--outdir",
                str(tmp_path / "printed"),
                str(document),
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )
        return tmp_path / "printed" / f"{document.stem}.{ending}"

    return convert


@pytest.fixture
def pdf_of_libreoffice(libreoffice: Callable[[Path, str], Path]) -> Callable[[Path], Path]:
    """A function that opens a document in LibreOffice and prints it to PDF."""
    return lambda document: libreoffice(document, "pdf")


@pytest.fixture
def pages_of() -> Callable[[Path], list[str]]:
    """A function that reads the text of a PDF, page by page, lines joined."""
    pdftotext = shutil.which("pdftotext")
    if pdftotext is None:
        pytest.skip("pdftotext is not installed")

    def read(path: Path) -> list[str]:
        done = subprocess.run([pdftotext, str(path), "-"], check=True, capture_output=True)
        pages = done.stdout.decode("utf-8").split("\f")[:-1]
        return [" ".join(page.split()) for page in pages]

    return read
