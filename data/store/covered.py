"""Search texts as the journal may hold them: what tells a person is covered, and a keyed mark of it answers who searched for it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from data.kinds.masking import mask_id, mask_name, mask_phone

LEAST = 5  # digits in a row that may be part of a telephone or identity number; house numbers are shorter
RUN = re.compile(r"[0-9](?:[\s-]?[0-9x]){4,}", re.IGNORECASE)
IDENTITY = 15  # digits of the shortest identity number
LONGEST = 40  # characters of a text whose pieces are looked for
MARK = 12  # bytes


def covered(said: dict[str, Any], key: bytes) -> dict[str, Any]:
    """Return what is said of a search with its ``text`` covered and the ``marks`` of it.

    Long runs of digits are always covered, all of it where it was found in what tells a person (``personal``).
    """
    text = str(said.get("text", ""))
    rest = {n: v for n, v in said.items() if n not in ("text", "personal")}
    return {**rest, "text": cover(text, personal=bool(said.get("personal"))), "marks": sorted(marks(text, key))}


def cover(text: str, *, personal: bool = False) -> str:
    """Return a text with its numbers covered, and as names are where it tells a person."""
    plain = unicodedata.normalize("NFKC", text).strip()
    parts, at = [], 0
    for run in RUN.finditer(plain):
        parts += [_named(plain[at : run.start()], personal), _number(run.group())]
        at = run.end()
    return "".join([*parts, _named(plain[at:], personal)])


def _number(run: str) -> str:
    bare = re.sub(r"[\s-]", "", run)
    return mask_id(bare) if len(bare) >= IDENTITY else mask_phone(bare)


def _named(text: str, personal: bool) -> str:
    return re.sub(r"\S+", lambda word: mask_name(word.group()), text) if personal else text


def marks(text: str, key: bytes) -> set[str]:
    """Return the marks of a text: of the whole, and of each number and word in it."""
    whole = unicodedata.normalize("NFKC", text)
    return {_mark(p, key) for p in (whole, *(r.group() for r in RUN.finditer(whole)), *whole.split()) if _bare(p)}


def asked(text: str, key: bytes) -> set[str]:
    """Return the marks that searches for a text may have left: people search for a part of a number or name as well."""
    return {_mark(piece, key) for piece in _pieces(_bare(text)[:LONGEST])}


def _pieces(text: str) -> Iterator[str]:
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            piece = text[start:end]
            if not piece.isascii() or len(piece) >= LEAST or piece == text:
                yield piece


def answers(found: Iterable[str], wanted: set[str]) -> bool:
    """Whether one of the marks of an entry is among those asked for."""
    return not wanted.isdisjoint(found)


def _bare(text: str) -> str:
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)).casefold()


def _mark(text: str, key: bytes) -> str:
    return hashlib.blake2b(_bare(text).encode(), key=key, digest_size=MARK).hexdigest()
