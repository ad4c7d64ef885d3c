"""Damages workbooks at random and reads them, in a process of its own: `python -m tests.tables.damage SEED COUNT FILE...`."""

from __future__ import annotations

import io
import random
import sys
import tempfile
import zipfile
from pathlib import Path

from data.errors import WatchroomError
from data.exchange.tables.read import read_tables

WORDS = (b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\0", b"\xff\xff\0\0", b"\0\0\x10\0")
NUMBERS = (b"9", b"99999999", b"-1", b"4294967295", b"1e400", b"")
LOOKED_INTO = ("sheet", "workbook", "Strings", "styles", "content")


def main(seed: int, count: int, files: list[Path]) -> None:
    """Name each case before it is tried, so that a process that dies has named it."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        for n in range(count):
            source = chance.choice(files)
            path = Path(folder) / f"damaged{source.suffix}"
            path.write_bytes(damaged(source.read_bytes(), chance))
            sys.stdout.write(f"{n} {source.name}\n")
            sys.stdout.flush()
            try:
                read_tables(path)
            except WatchroomError as error:
                assert path.name in error.message
    sys.stdout.write("done\n")


def damaged(raw: bytes, chance: random.Random) -> bytes:
    """Return a file with damage; mostly inside of a part of a container, under a checksum that is right."""
    return _part_damaged(raw, chance) if raw[:2] == b"PK" and chance.random() < 0.85 else _damaged(raw, chance)


def _part_damaged(raw: bytes, chance: random.Random) -> bytes:
    old = zipfile.ZipFile(io.BytesIO(raw))
    chosen = chance.choice([n for n in old.namelist() if any(word in n for word in LOOKED_INTO)])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, _damaged(part, chance) if name == chosen else part)
    return out.getvalue()


def _damaged(raw: bytes, chance: random.Random) -> bytes:
    data = bytearray(raw)
    if chance.random() < 0.15:
        return bytes(data[: chance.randrange(len(data) + 1)])
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        if data:
            _hit(data, chance.randrange(len(data)), chance)
    return bytes(data)


def _hit(data: bytearray, at: int, chance: random.Random) -> None:
    kind = chance.random()
    if kind < 0.5:
        data[at] ^= 1 << chance.randrange(8)
    elif kind < 0.7:
        data[at : at + 4] = chance.choice(WORDS)
    elif kind < 0.85:
        digit = next((i for i in range(at, min(at + 200, len(data))) if 48 <= data[i] <= 57), at)
        data[digit : digit + 1] = chance.choice(NUMBERS)
    else:
        del data[at : at + chance.randrange(1, 30)]


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), [Path(a) for a in sys.argv[3:]])
