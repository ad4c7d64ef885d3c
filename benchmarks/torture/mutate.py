"""Bytes changed at random, as chance and malice do: flipped, replaced, cut, repeated, moved, with words that often harm."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable

NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)
WORDS = (b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"../../../../etc/passwd", b"/vsicurl/http://127.0.0.1/", b"=cmd|'/c calc'!A1",
         b"{0.__class__}", b"1e999", b"NaN", b"-1", b"99999999999999999999", b"\xff\xfe\x00\xd8", b"%s%n", b"inf", b"null",
         b"[]", b"{}", b"[" * 400, b"<a>" * 400)  # fmt: skip
DIGITS = (b"9", b"99999999", b"-1", b"4294967295", b"1e400", b"0", b"")


def changed(content: bytes, rng: random.Random) -> bytes:
    """Return bytes with one to sixteen changes."""
    found = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        rng.choice(_WAYS)(found, rng)
    return bytes(found)


def changed_inside(content: bytes, rng: random.Random) -> bytes:
    """Change a part of a zip and pack it again, so that what lies behind the packing is reached; a zip in it likewise."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as again:
        names = packed.namelist()
        chosen = rng.choice(names)
        for name in names:
            part = packed.read(name)
            if name == chosen:
                inner = zipfile.is_zipfile(io.BytesIO(part)) and rng.random() < 0.7
                part = changed_inside(part, rng) if inner else changed(part, rng)
            again.writestr(name, part)
    return out.getvalue()


def _flip(content: bytearray, rng: random.Random) -> None:
    if content:
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)


def _byte(content: bytearray, rng: random.Random) -> None:
    if content:
        content[rng.randrange(len(content))] = rng.randrange(256)


def _number(content: bytearray, rng: random.Random) -> None:
    """Put a number that is often forgotten into four bytes, either way round."""
    if len(content) > 4:
        at = rng.randrange(len(content) - 4)
        content[at : at + 4] = struct.pack(rng.choice("<>") + "I", rng.choice(NUMBERS))


def _digit(content: bytearray, rng: random.Random) -> None:
    """Put another number in the place of a digit."""
    if content:
        at = rng.randrange(len(content))
        digit = next((n for n in range(at, min(at + 200, len(content))) if 48 <= content[n] <= 57), at)
        content[digit : digit + 1] = rng.choice(DIGITS)


def _cut(content: bytearray, rng: random.Random) -> None:
    del content[rng.randrange(len(content) + 1) :]


def _remove(content: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(content) + 1)
    del content[at : at + rng.randint(1, 64)]


def _repeat(content: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(content) + 1)
    piece = content[at : at + rng.randint(1, 200)]
    content[at:at] = piece * rng.choice((1, 2, 50, 1000))


def _insert(content: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(content) + 1)
    content[at:at] = rng.choice(WORDS)


def _swap(content: bytearray, rng: random.Random) -> None:
    a, b = sorted(rng.randrange(len(content) + 1) for _ in range(2))
    piece = bytes(content[a : a + 32])
    content[b : b + 32] = piece


_WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip, _flip, _byte, _number, _digit, _cut, _remove, _repeat, _insert, _swap,
)  # fmt: skip
