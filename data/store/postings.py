"""Which of very many rows have which search token, as arrays: no text is made of all that a row has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain, compress, count
from typing import Any

import numpy as np
import numpy.typing as npt

from data.kinds import Kind
from data.store.many_names import PLAIN_NAME, pieces_of
from data.store.schema import searched
from data.store.segment import Postings
from data.store.tokens import GRAM, column_tokens, cut_numbers
from data.store.varint import Ints

DIGITS = 36  # letters and digits of a number
VALUES = np.zeros(128, np.int64)
VALUES[list(b"0123456789abcdefghijklmnopqrstuvwxyz")] = np.arange(DIGITS)
LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
Small = npt.NDArray[np.int32]


def postings_of(kind: Kind, ids: Sequence[int], columns: Mapping[str, Sequence[Any]]) -> Postings:
    """Return the tokens of rows of a kind given as columns, ``ids`` ascending."""
    return postings([(f.search, columns[f.name]) for f in searched(kind)], ids)


def postings(fields: Sequence[tuple[str, Sequence[Any]]], ids: Sequence[int]) -> Postings:
    """Return the tokens of rows, of which each searched column is given by how it is searched and its values."""
    gathered = _Gathered()
    for search, values in fields:
        gathered.add(search, values)
    return gathered.postings(np.array(ids, np.int64))


class _Gathered:
    """Numbers for tokens, and the tokens of rows by their numbers, field after field."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = defaultdict(count().__next__)
        self._found: list[tuple[Small, Small]] = [(np.zeros(0, np.int32), np.zeros(0, np.int32))]

    def add(self, search: str, values: Sequence[Any]) -> None:
        """Take the tokens of a column in."""
        rows = np.arange(len(values), dtype=np.int32)
        if None in values:
            rows, values = _those(rows, values, [v is not None for v in values])
        if search == "name" and (plain := [PLAIN_NAME.match(str(v)) is not None for v in values]):
            names = _those(rows, values, plain)
            self._take(names[0], *self._of_names(names[1]))
            rows, values = _those(rows, values, [not p for p in plain])
        cut = cut_numbers(values) if search == "digits" else None
        self._take(rows, *(self._of_values(search, values) if cut is None else self._of_numbers(*cut)))

    def _take(self, rows: Small, numbers: Small, counts: Ints) -> None:
        """Note the tokens of rows: their numbers in a row, and how many each row has."""
        self._found.append((numbers, np.repeat(rows, counts)))

    def _of_numbers(self, letters: npt.NDArray[Any], counts: Ints) -> tuple[Small, Ints]:
        """Return the numbers of the tokens of long numbers in a row, and how many each has."""
        codes = VALUES[letters] @ (DIGITS * DIGITS, DIGITS, 1)
        there = np.flatnonzero(np.bincount(codes, minlength=DIGITS**GRAM))
        known = np.zeros(DIGITS**GRAM, np.int32)
        pieces = [LETTERS[c // DIGITS**2] + LETTERS[c // DIGITS % DIGITS] + LETTERS[c % DIGITS] for c in there.tolist()]
        known[there] = list(map(self._numbers.__getitem__, pieces))
        return known[codes], counts

    def _of_names(self, names: Sequence[str]) -> tuple[Small, Ints]:
        """The same of plain names, which are made of few pieces."""
        if not names:
            return np.zeros(0, np.int32), np.zeros(0, np.int64)
        texts, pieces = pieces_of(names)
        numbers, counts = self._tokens(texts)
        return _each(numbers, counts, pieces.ravel()), counts[pieces].sum(axis=1)

    def _of_values(self, search: str, values: Sequence[Any]) -> tuple[Small, Ints]:
        """The same of any values; equal ones are read once."""
        place = {v: n for n, v in enumerate(dict.fromkeys(values))}
        numbers, counts = self._tokens(column_tokens(search, list(place)))
        which = np.fromiter(map(place.__getitem__, values), np.int64, len(values))
        return _each(numbers, counts, which), counts[which]

    def _tokens(self, texts: Sequence[str]) -> tuple[Small, Ints]:
        """Return the numbers of the tokens of texts in a row, and how many each has."""
        number = self._numbers.__getitem__
        found = [list(map(number, text.split())) for text in texts]
        counts = np.fromiter(map(len, found), np.int64, len(found))
        return np.fromiter(chain.from_iterable(found), np.int32, int(counts.sum())), counts

    def postings(self, ids: Ints) -> Postings:
        """Return all that was taken in."""
        numbers, rows = (np.concatenate(each) for each in zip(*self._found, strict=True))
        return Postings(list(self._numbers), numbers, rows, np.bincount(rows, minlength=len(ids)), ids)


def _each(things: Small, counts: Ints, which: Ints) -> Small:
    """Return the things of each of these in a row; ``counts`` of them lie one after the other."""
    starts, many = (np.cumsum(counts) - counts)[which], counts[which]
    places = np.repeat((starts - np.cumsum(many) + many).astype(np.int32), many)
    places += np.arange(len(places), dtype=np.int32)
    return things[places]


def _those(rows: Small, values: Sequence[Any], chosen: Sequence[bool]) -> tuple[Small, list[Any]]:
    return rows[np.array(chosen, bool)], list(compress(values, chosen))
