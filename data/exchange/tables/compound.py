"""The container of Excel's binary files (OLE compound file, [MS-CFB]), read as far as it is whole, and never in a circle."""

from __future__ import annotations

from dataclasses import dataclass
from struct import error as StructError
from struct import iter_unpack, unpack_from

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAST = 0xFFFFFFFA  # sector numbers from here on are marks
ENTRY = 128
STREAM, ROOT = 2, 5


class BrokenContainer(Exception):
    """A container of which nothing can be read."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    first: int
    size: int


class Compound:
    """The streams of a compound file.

    Raises
    ------
    BrokenContainer
        If header or directory make no sense.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._read()
        except (StructError, IndexError, ValueError, OverflowError) as error:
            raise BrokenContainer(str(error)) from error

    def _read(self) -> None:
        shift, small = unpack_from("<HH", self._data, 30)
        if shift not in (9, 12) or small != 6:
            raise ValueError("sector size")
        self._sector = 1 << shift
        first_entry, _, self._cutoff, first_small, _ = unpack_from("<IIIII", self._data, 48)
        self._next = self._table(self._fat_sectors())
        entries = self._chain(first_entry)
        self._entries = [e for i in range(0, len(entries) - ENTRY + 1, ENTRY) if (e := _entry(entries[i : i + ENTRY]))]
        root = next((e for e in self._entries if e.kind == ROOT), None)
        if root is None:
            raise ValueError("no root")
        self._small = self._chain(root.first)
        self._small_next = [n for (n,) in iter_unpack("<I", self._chain(first_small))]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all streams."""
        return tuple(e.name for e in self._entries if e.kind == STREAM)

    def stream(self, *names: str) -> bytes:
        """Return the first stream that has one of these names, b"" if there is none; a cut one as far as it goes."""
        wanted = [n.lower() for n in names]
        found = next((e for name in wanted for e in self._entries if e.kind == STREAM and e.name.lower() == name), None)
        if found is None:
            return b""
        if found.size < self._cutoff:
            return _join(self._small, 64, self._small_next, found.first)[: found.size]
        return self._chain(found.first)[: found.size]

    def _fat_sectors(self) -> list[int]:
        """Return the sectors of the table of sectors: 109 in the header, more in a chain of their own."""
        found = [n for (n,) in iter_unpack("<I", self._data[76:512]) if n < LAST]
        at, count = unpack_from("<II", self._data, 68)
        per = self._sector // 4 - 1
        seen: set[int] = set()
        while at < LAST and count and at not in seen:
            seen.add(at)
            numbers = [n for (n,) in iter_unpack("<I", self._one(at))]
            found += [n for n in numbers[:per] if n < LAST]
            at = numbers[per]
        return found

    def _table(self, sectors: list[int]) -> list[int]:
        whole = b"".join(self._one(n) for n in dict.fromkeys(sectors) if (n + 1) * self._sector < len(self._data))
        return [n for (n,) in iter_unpack("<I", whole)]

    def _one(self, sector: int) -> bytes:
        at = (sector + 1) * self._sector
        return self._data[at : at + self._sector].ljust(self._sector, b"\xff")

    def _chain(self, first: int) -> bytes:
        return _join(self._data, self._sector, self._next, first, self._sector)


def _join(data: bytes, size: int, following: list[int], first: int, before: int = 0) -> bytes:
    """Return the sectors of a chain; one that comes back to itself or leaves the file ends there."""
    parts = []
    seen = bytearray(len(following))
    at = first
    while at < len(following) and not seen[at]:
        seen[at] = 1
        parts.append(data[before + at * size : before + (at + 1) * size])
        at = following[at]
    return b"".join(parts)


def _entry(raw: bytes) -> _Entry | None:
    length, kind = unpack_from("<HB", raw, 64)
    first, size = unpack_from("<II", raw, 116)
    return _Entry(raw[: max(length - 2, 0)].decode("utf-16-le", "replace"), kind, first, size) if kind in (STREAM, ROOT) else None
