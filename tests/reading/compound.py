"""Compound files (the container of old Office files and Outlook messages), written small."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_END, _FAT, _FREE, _NONE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF, 0xFFFFFFFF
_ROOT, _STREAM = 5, 2


@dataclass
class _Sectors:
    """Data in sectors of one size, and the table that says which sector follows which."""

    size: int
    table: list[int] = field(default_factory=list)
    data: bytearray = field(default_factory=bytearray)

    def put(self, data: bytes) -> int:
        """Add ``data``, and give the number of its first sector."""
        count = max(-(-len(data) // self.size), 1)
        first = len(self.table)
        self.table.extend([*range(first + 1, first + count), _END])
        self.data += data.ljust(count * self.size, b"\0")
        return first


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """A compound file whose root holds ``streams``."""
    large, small = _Sectors(_SECTOR), _Sectors(_MINI)
    # Compound files order names by their length first; here each entry leads to the next one.
    ordered = sorted(streams.items(), key=lambda item: (len(item[0]), item[0].upper()))
    entries = []
    for number, (name, data) in enumerate(ordered, 1):
        right = number + 1 if number < len(ordered) else _NONE
        start = (large if len(data) >= _CUTOFF else small).put(data)
        entries.append(_entry(name, _STREAM, (right, _NONE), (start, len(data))))
    start = large.put(bytes(small.data))
    root = _entry("Root Entry", _ROOT, (_NONE, 1), (start, len(small.data)))
    directory = large.put(b"".join([root, *entries]))
    mini_table = large.put(_numbers(small.table))
    tables = 1
    while tables * (_SECTOR // 4) < len(large.table) + tables:
        tables += 1
    places = range(len(large.table), len(large.table) + tables)
    table = [*large.table, *([_FAT] * tables)]
    table += [_FREE] * (tables * (_SECTOR // 4) - len(table))
    header = struct.pack(
        "<8s16sHHHHH6x9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, tables, directory, 0, _CUTOFF, mini_table, -(-len(small.table) * 4 // _SECTOR), _END, 0,
    )  # fmt: skip
    head = (header + _numbers(places)).ljust(_SECTOR, b"\xff")
    return head + bytes(large.data) + _numbers(table)


def _entry(name: str, kind: int, links: tuple[int, int], place: tuple[int, int]) -> bytes:
    coded = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ", coded, len(coded), kind, 1, _NONE, *links, b"", 0, 0, 0, *place
    )


def _numbers(values: range | list[int]) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)
