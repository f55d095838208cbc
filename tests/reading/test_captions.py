"""Captions are told by their credit, and sentences are not mistaken for them."""

from __future__ import annotations

import pytest

from briefing.reading.captions import is_caption


@pytest.mark.parametrize(
    "text",
    [
        "Harbour cranes at dawnCredit: Reuters",
        "The minister on the steps of the townhallCredit: Getty Images - Getty",
        "Divers inspect the third pier.Picture: Marenia Press",
        "The lock gates in 1961Photo: Town Archive",
        "Photo: Town Archive",
        "Photo: A crane lifts the last section of the bridge",
        "(Picture: AP)",
        "A queue outside the bakery (Picture: AP)",
        "Protesters in the main square [Photo by Ann Example/Anadolu]",
        "Image source, Getty",
        "Image caption, The ferry was built for a lake",
        "Photo by Ann Example",
        "Photograph: Ann Example/The Daily Ledger",
        "Fishing boats at low tide. Photograph: Ann Example/Alamy",
        "Fishing boats at low tide | Credit: Ann Example",
        "Pictured: the mayor with her two dogs",
        "The old mill. © Ann Example",
        "Rescue teams at work on Sunday. Ann Example/Reuters",
        "Source: Office of Harbour Statistics",
    ],
)
def test_a_line_with_a_credit_is_a_caption(text: str) -> None:
    assert is_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "The bank gave credit: forty farms were saved by it.",
        "Analysts at UniCredit: Growth will slow next year.",
        "“Every picture tells a story,” said the curator.",
        "He took the photo by accident, and it made him famous within a week of its appearance.",
        "The image of the town has suffered, said the mayor.",
        "Sources: three people who were in the room, none of whom wished to be named, said so.",
        "Reuters reported on Monday that the talks had failed.",
        "The credit for the rescue belongs to the crew of the lifeboat.",
        "She pictured a harbour without boats: empty, silent and clean.",
    ],
)
def test_a_sentence_about_pictures_or_credit_is_no_caption(text: str) -> None:
    assert not is_caption(text)
