"""LibreOffice as an editor in between: what comes back of a document that it has saved."""

from __future__ import annotations

import pytest

from briefing.editing.returning import Gone, Reworded
from briefing.settings import EvidenceForm
from briefing.storing.word import returned_from_word
from tests.exporting.test_docx import doubtful_brief
from tests.storing.test_word_returned import edited, line, reword


@pytest.mark.slow
@pytest.mark.parametrize("evidence", EvidenceForm)
def test_saving_it_in_libreoffice_changes_nothing_and_loses_no_change(
    tmp_path, libreoffice, evidence
):
    def change(document):
        reword(document, "nearly 410,000", "some 410,000")
        gone = line(document, "14 of the 22")._p
        gone.getparent().remove(gone)

    edited(tmp_path, doubtful_brief(), change, evidence=evidence)
    back = returned_from_word(libreoffice(tmp_path / "note.docx", "docx"))
    assert back is not None
    assert [type(d) for d in back[1].differences] == [Reworded, Gone]
