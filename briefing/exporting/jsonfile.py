"""The contract's JSON: all that is known of a briefing, for other programs."""

from __future__ import annotations

import json
import re

from briefing.brief import Brief
from briefing.codec import brief_to_json

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def to_json(brief: Brief) -> bytes:
    """The brief in the format ``briefing/1``, as indented UTF-8; equal briefs give equal bytes."""
    text = json.dumps(brief_to_json(brief), ensure_ascii=False, indent=2)
    # Half an emoji is no UTF-8. One character for one keeps the evidence's offsets right.
    return (_HALF_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text) + "\n").encode()
