"""Tokens for the search index: Chinese by character and pair, pinyin and initials from any syllable, digits by any three.

The index keeps no positions, so what must stand together is a token of its own: pairs of characters, three digits in a row,
and the first five letters of each pinyin string one by one (a letter typed is then one lookup and not a scan of all words
that begin with it). `data.store.terms` reads a search text the same way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import islice, product
from typing import cast

import numpy as np

RUNS = re.compile(
    r"(?P<cjk>[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)|(?P<digits>[0-9]+)|(?P<latin>[^\W\d_\u3007\u3400-\u9fff]+)"
)
CHINESE_NAME = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff]{2,4}\Z")
SHORT = 5  # letters; beginnings up to here are tokens of their own
GRAM = 3  # digits
FEW = 50  # values; fewer are read one by one
SHORT_RUN = 4  # characters; up to here a run is read as a name
SURNAMES = {"单": "shan", "解": "xie", "查": "zha", "仇": "qiu", "朴": "piao", "区": "ou", "盖": "ge", "曾": "zeng", "任": "ren",
            "尉": "yu", "召": "shao", "缪": "miao", "翟": "zhai", "乐": "yue", "折": "she", "黑": "he", "秘": "bi", "冼": "xian",
            "员": "yun", "万": "wan", "种": "chong", "祭": "zhai", "都": "du", "覃": "qin", "繁": "po", "臧": "zang"}  # fmt: skip
READINGS = 4  # of one name that are kept when its characters have several
WHOLE = "¤"  # stands before a whole name, or what is typed for it
START = "¥"  # stands before the first one or two characters of a name


def plain(text: str) -> str:
    """Return text as it is compared: full width made half, lower case."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).lower()


def tokens_of(search: str, value: object) -> str:
    """Return the tokens of one value, separated by blanks, for a field searched as "name", "text" or "digits"."""
    text = str(value)
    if search == "digits":
        return _digit_field(text)
    return _name(text) if search == "name" else _text(text)


def column_tokens(search: str, values: Sequence[object]) -> list[str]:
    """Return the tokens of many values, "" where there is none; numbers of one length are cut together."""
    if search == "digits" and len(values) >= FEW:
        together = _cut_together(values)
        if together is not None:
            return together
    return [tokens_of(search, v) if v is not None else "" for v in values]


def _cut_together(values: Sequence[object]) -> list[str] | None:
    """Return the tokens of numbers that all have as many characters as the first, or None; there is no quicker way to cut them."""
    if {str} != set(map(type, values)):
        return None
    texts = cast("Sequence[str]", values)
    joined, length = "".join(texts).lower(), len(texts[0])
    if length <= GRAM or {length} != set(map(len, texts)) or not joined.isascii() or not joined.isalnum():
        return None
    table = np.frombuffer(joined.encode(), np.uint8).reshape(-1, length)
    count = length - GRAM + 1
    pieces = np.full((len(values), count, GRAM + 1), ord(" "), np.uint8)
    for place in range(GRAM):
        pieces[:, :, place] = table[:, place : place + count]
    text, width = pieces.tobytes().decode(), count * (GRAM + 1)
    return [text[start : start + width - 1] for start in range(0, len(text), width)]


def _digit_field(text: str) -> str:
    run = plain(text)
    if not run.isalnum():
        run = "".join(c for c in run if c.isalnum())
    if not run.isascii():
        return _text(text)
    # A long run is asked for by its pieces of three (`data.store.terms`), so that it is no token itself.
    return " ".join(grams(run)) if len(run) > GRAM else " ".join([run, *grams(run, 2), *grams(run, 1)])


def grams(run: str, size: int = GRAM) -> list[str]:
    """Return each piece of this many characters."""
    return [run[i : i + size] for i in range(len(run) - size + 1)]


@lru_cache(maxsize=20_000)
def _name(text: str) -> str:
    folded = plain(text)
    if CHINESE_NAME.match(folded):
        return _chinese_name(folded)
    runs = _runs(folded)
    found = _words(runs)
    for sort, run in runs:
        if sort == "cjk":
            found += map(_typed, _ends(readings(run)))
    whole = runs[0][1] if len(runs) == 1 else "".join(run for _, run in runs)
    if whole and not whole.isascii():
        if len(whole) <= SHORT_RUN:
            for reading in readings(whole):
                found += (WHOLE + "".join(reading), WHOLE + "".join([s[0] for s in reading]))
        found += (WHOLE + whole, START + whole[0], START + whole[:2])
    return " ".join(found)


def _chinese_name(name: str) -> str:
    """Return the same of a name of a few characters, of which an import brings very many."""
    found = [*name, *grams(name, 2), WHOLE + name, START + name[0], START + name[:2]]
    spoken = _spoken(name)
    for reading in spoken:
        found += (WHOLE + "".join(reading), WHOLE + "".join([s[0] for s in reading]))
    found += map(_typed, _ends(spoken))
    return " ".join(found)


@lru_cache(maxsize=20_000)
def _text(text: str) -> str:
    return " ".join(dict.fromkeys(_words(_runs(plain(text)))))


def _runs(folded: str) -> list[tuple[str, str]]:
    """Return the runs of characters of one sort, with the sort."""
    return [(m.lastgroup or "", m.group()) for m in RUNS.finditer(folded)]


def _words(runs: list[tuple[str, str]]) -> list[str]:
    """Return tokens of text that are not pinyin."""
    found: list[str] = []
    for sort, run in runs:
        if sort == "cjk":
            found += [*run, *grams(run, 2)]
        elif sort == "digits":
            found += [run, *grams(run)] if len(run) > GRAM else [run, *grams(run, 2)]
        else:
            found += [run, *(run[:n] for n in range(1, min(SHORT, len(run)) + 1))]
    return found


def pinyin_tokens(run: str) -> list[str]:
    """Return what people type for Chinese: from each syllable on, in full and by initials, with beginnings."""
    return [token for end in _ends(readings(run)) for token in _typed(end).split()]


def _ends(readings: Sequence[tuple[str, ...]]) -> Iterable[tuple[str, ...]]:
    """Return the syllables from each one on."""
    return dict.fromkeys([reading[start:] for reading in readings for start in range(len(reading))])


@lru_cache(maxsize=100_000)
def _typed(syllables: tuple[str, ...]) -> str:
    """Return what people type for syllables from the first on; the ends of names are few, and each is thought out once."""
    full = "".join(syllables)
    found = [full[:n] for n in range(1, min(SHORT, len(full)) + 1)]
    if len(full) > SHORT:
        found.append(full)
    if len(syllables) > 1:
        initials = "".join([s[0] for s in syllables])
        found += [initials[:n] for n in range(2, min(SHORT, len(initials)) + 1)]
        found.append(initials)
    return " ".join(found)


@lru_cache(maxsize=20_000)
def readings(run: str) -> list[tuple[str, ...]]:
    """Return the readings of a run of Chinese: of a short one (a name) those of its characters, else that of its phrases."""
    if len(run) <= SHORT_RUN:
        return _spoken(run)
    return [tuple(_syllable(s[0]) for s in _pinyin(run))]


def _spoken(run: str) -> list[tuple[str, ...]]:
    """Return the readings of a few characters by those of each."""
    return list(islice(product(*map(syllables, run)), READINGS))


@cache
def syllables(character: str) -> tuple[str, ...]:
    """Return the readings of one character without tones, at most two; as a surname it may be read otherwise than as a word."""
    found = _pinyin(character, heteronym=True)[0]
    surname = SURNAMES.get(character)
    likely = dict.fromkeys([surname] if surname else [])
    return tuple(dict.fromkeys([*likely, *(_syllable(s) for s in found)]))[:2]


def _pinyin(text: str, *, heteronym: bool = False) -> list[list[str]]:
    """Return the readings of each character or phrase; the dictionaries are loaded when the first Chinese is indexed."""
    from pypinyin import Style, pinyin

    return pinyin(text, style=Style.NORMAL, heteronym=heteronym)


def _syllable(text: str) -> str:
    return text.replace("ü", "v").lower() or "?"
