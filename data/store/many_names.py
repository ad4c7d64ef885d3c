"""Search tokens of very many Chinese names: the pieces of which names are made are few, and found for all names at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from data.store import tokens

Ints = npt.NDArray[np.int64]
PLAIN_NAME = re.compile(r"[\u3400-\u9fff]{2,3}\Z")  # all characters that are never narrowed
SIZES = (2, 3)  # their lengths
FEW = 1 << 22  # keys up to which a table of all is quicker than sorting


def pieces_of(names: Sequence[str]) -> tuple[list[str], Ints]:
    """Return texts of tokens, and for each name, all `PLAIN_NAME`, the numbers of those that make it up, as many for each."""
    codes = np.frombuffer("\n".join([*names, ""]).encode("utf-32-le"), "<u4").astype(np.int64)
    ends = np.flatnonzero(codes == ord("\n"))
    starts = np.append(0, ends[:-1] + 1)
    return _Pieces(codes, starts).of(ends - starts == max(SIZES))


class _Pieces:
    """The texts that names are made of; a short name has a line feed for its third character, which has no text."""

    def __init__(self, codes: Ints, starts: Ints) -> None:
        self._texts: list[str] = []
        known, at = _different(codes)
        self._signs = [chr(code) for code in known.tolist()]
        self._first, self._second, self._third = at[starts], at[starts + 1], at[starts + 2]
        letters = [tokens.initials_of(sign) if sign != "\n" else "" for sign in self._signs]
        self._letters = list(dict.fromkeys(letters))
        self._initials = np.array([self._letters.index(each) for each in letters])

    def of(self, three: npt.NDArray[np.bool_]) -> tuple[list[str], Ints]:
        """Return all texts, and the numbers of those of each name."""
        size, many = len(self._signs), len(self._letters)
        first, second, third = self._first, self._second, self._third
        begun = self._numbered(first * 2 + three, self._begun)
        alone = self._numbered(np.arange(size), self._alone)
        pairs = self._numbered(np.append(first * size + second, second * size + third), self._pair)
        triples = (self._initials[first] * many + self._initials[second]) * many + self._initials[third]
        numbers = (begun, alone[first], alone[second], alone[third], *np.split(pairs, 2), self._numbered(triples, self._triple))
        return self._texts, np.stack(numbers, axis=1)

    def _numbered(self, keys: Ints, text: Callable[[int], str]) -> Ints:
        """Return the number of the text of each key."""
        known, at = _different(keys)
        before = len(self._texts)
        self._texts += map(text, known.tolist())
        return at + before

    def _begun(self, key: int) -> str:
        return tokens.name_begun(self._signs[key // 2], SIZES[key % 2])

    def _alone(self, key: int) -> str:
        return tokens.one_sign(self._signs[key]) if self._signs[key] != "\n" else ""

    def _pair(self, key: int) -> str:
        one, other = divmod(key, len(self._signs))
        return tokens.sign_pair(self._signs[one] + self._signs[other]) if self._signs[other] != "\n" else ""

    def _triple(self, key: int) -> str:
        many = len(self._letters)
        last = self._letters[key % many]
        return tokens.three_initials(self._letters[key // many**2], self._letters[key // many % many], last) if last else ""


def _different(keys: Ints) -> tuple[Ints, Ints]:
    """Return the different keys in order, and for each the place of its own among them."""
    most = int(keys.max())
    if most > FEW:
        known, at = np.unique(keys, return_inverse=True)
        return known, at
    there = np.zeros(most + 1, bool)
    there[keys] = True
    known = np.flatnonzero(there)
    place = np.zeros(most + 1, np.int64)
    place[known] = np.arange(len(known))
    return known, place[keys]
