"""Tokens for the search index: Chinese by character and pair, pinyin by syllable and pair, initials, digits by any three.

The index keeps no positions, so what must stand together is a token of its own. What it costs goes by how many different
tokens there are, so that none is made of a whole name or number: pairs of characters, pairs of syllables and three digits in a
row are the same for very many records, and a search text is read as several of them (`data.store.terms`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import islice, product
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import orjson

Letters = npt.NDArray[Any]

RUNS = re.compile(
    r"(?P<cjk>[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)|(?P<digits>[0-9]+)|(?P<latin>[^\W\d_\u3007\u3400-\u9fff]+)"
)
CHINESE_NAME = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff]{2,4}\Z")
CHINESE_NAMES = re.compile(r"(?:[\u3400-\u9fff]{2,4}\n)+\Z")  # many, a line each, of characters that are never narrowed
SHORT = 5  # letters of a word; beginnings up to here are tokens of their own
GRAM = 3  # digits, or initials
MARKS = {n: None for n in range(128) if not chr(n).isalnum() and n != ord("\n")}  # in a number they say nothing
FEW = 50  # values; fewer are read one by one
SHORT_RUN = 4  # characters; up to here a run is read as a name
SURNAMES = {"单": "shan", "解": "xie", "查": "zha", "仇": "qiu", "朴": "piao", "区": "ou", "盖": "ge", "曾": "zeng", "任": "ren",
            "尉": "yu", "召": "shao", "缪": "miao", "翟": "zhai", "乐": "yue", "折": "she", "黑": "he", "秘": "bi", "冼": "xian",
            "员": "yun", "万": "wan", "种": "chong", "祭": "zhai", "都": "du", "覃": "qin", "繁": "po", "臧": "zang"}  # fmt: skip
READINGS = 4  # of one name that are kept when its characters have several
# Both are letters to the index's tokenizer, which takes ASCII marks for blanks.
START = "¥"  # before the first character, syllable or initial of a name; "¥2张" is the start of one of two characters
SYLLABLE = "·"  # before a syllable, and between those of a pair


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
    """Return the tokens of many values, "" where there is none; long numbers are cut together, equal texts read once."""
    if len(values) < FEW:
        return [tokens_of(search, v) if v is not None else "" for v in values]
    if search == "digits":
        together = _cut_together(values)
        if together is not None:
            return together
    known: dict[object, str] = _together(search, set(values) - {None})
    known[None] = ""
    return list(map(known.__getitem__, values))


def _together(search: str, values: set[object]) -> dict[object, str]:
    """Return the tokens of different values; where all are Chinese names, one look tells."""
    if search == "name" and {str} == set(map(type, values)):
        names = cast("set[str]", values)
        if CHINESE_NAMES.match("\n".join([*names, ""])):
            return {name: _chinese_name(name) for name in names}
    return {value: tokens_of(search, value) for value in values}


def _cut_together(values: Sequence[object]) -> list[str] | None:
    """Return the tokens of long numbers, or None where any is short or no plain number; there is no quicker way to cut them."""
    cut = cut_numbers(values)
    if cut is None:
        return None
    letters, counts = cut
    pieces = np.full((len(letters), GRAM + 1), ord(" "), np.uint8)
    pieces[:, :GRAM] = letters
    text, ends = pieces.tobytes().decode(), np.cumsum(counts * (GRAM + 1))
    starts = ends - counts * (GRAM + 1)
    return [text[start : end - 1] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]


def cut_numbers(values: Sequence[object]) -> tuple[Letters, Letters] | None:
    """Return the pieces of long numbers as rows of ASCII, and how many each number has; None where any is short or not plain."""
    if {str} != set(map(type, values)):
        return None
    joined = "\n".join(cast("Sequence[str]", values)).lower()
    if not joined.isascii() or joined.count("\n") != len(values) - 1:
        return None
    bare = joined.translate(MARKS)
    lengths = np.fromiter(map(len, bare.split("\n")), np.int64, len(values))
    if lengths.min() <= GRAM:
        return None
    letters = np.frombuffer(bare.encode(), np.uint8)
    starts = np.cumsum(lengths + 1) - lengths - 1
    whole = np.ones(len(letters) - GRAM + 1, bool)  # pieces that begin where one fits in
    for before in range(GRAM):
        whole[starts[1:] - 1 - before] = False
    return np.lib.stride_tricks.sliding_window_view(letters, GRAM)[whole], lengths - GRAM + 1


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
            found += _sounds(readings(run))
    whole = runs[0][1] if len(runs) == 1 else "".join(run for _, run in runs)
    if whole and not whole.isascii():
        found.append(_begun(whole[0], len(whole)))
        if len(whole) <= SHORT_RUN:
            found += (_begun_as(reading[0], len(whole)) for reading in readings(whole))
    return " ".join(dict.fromkeys(found))


def _chinese_name(name: str) -> str:
    """Return the same of a name of a few characters, of which an import brings very many: put together from known pieces."""
    size = len(name)
    if size == 3:
        return f"{_head(name[:2], 3)} {_tail(name[1:])} {three_initials(*map(initials_of, name))}"
    if size == 2:
        return f"{_head(name, 2)} {one_sign(name[1])}"
    threes = (three_initials(*map(initials_of, name[i : i + 3])) for i in range(size - 2))
    return " ".join([_head(name[:2], size), *(_tail(name[i : i + 2]) for i in range(1, size - 1)), *threes])


@lru_cache(maxsize=200_000)
def _head(pair: str, length: int) -> str:
    """Return the tokens of how a name of this length begins."""
    return " ".join([name_begun(pair[0], length), one_sign(pair[0]), sign_pair(pair)])


@cache
def name_begun(first: str, length: int) -> str:
    """Return the tokens that tell with what a name of this length begins."""
    return " ".join([_begun(first, length), *(_begun_as(syllable, length) for syllable in syllables(first))])


@lru_cache(maxsize=200_000)
def _tail(pair: str) -> str:
    return f"{one_sign(pair[0])} {one_sign(pair[1])} {sign_pair(pair)}"


@cache
def one_sign(character: str) -> str:
    """Return the tokens of one character."""
    return " ".join([character, *_syllable_tokens(syllables(character))])


def sign_pair(pair: str) -> str:
    """Return the tokens of two characters that stand together."""
    spoken = list(product(*map(syllables, pair)))
    return " ".join(dict.fromkeys([pair, *(SYLLABLE.join(s) for s in spoken), *(a[0] + b[0] for a, b in spoken)]))


def three_initials(first: str, second: str, third: str) -> str:
    """Return the initials of three characters, of which some may have two."""
    if len(first) == len(second) == len(third) == 1:
        return first + second + third
    return " ".join([a + b + c for a in first for b in second for c in third])


@cache
def initials_of(character: str) -> str:
    """Return the first letters of how a character is read."""
    return "".join(dict.fromkeys([s[0] for s in syllables(character)]))


def _begun(character: str, length: int) -> str:
    return f"{START}{character} {START}{length}{character}"


def _begun_as(syllable: str, length: int) -> str:
    return f"{START}{length}{syllable} {START}{length}{syllable[0]}"


def _sounds(readings: Sequence[tuple[str, ...]]) -> list[str]:
    """Return the tokens of Chinese by how it is read."""
    found: list[str] = []
    for reading in readings:
        initials = "".join([s[0] for s in reading])
        found += _syllable_tokens(reading)
        found += [SYLLABLE.join(reading[i : i + 2]) for i in range(len(reading) - 1)]
        found += grams(initials, 2) + grams(initials)
    return found


def _syllable_tokens(syllables: Iterable[str]) -> list[str]:
    """Return each syllable, and its first letter by itself: the most common question has an answer ready."""
    return [token for s in dict.fromkeys(syllables) for token in (SYLLABLE + s, s[0])]


def _text(text: str) -> str:
    return " ".join(map(_text_word, plain(text).split()))


@lru_cache(maxsize=50_000)
def _text_word(word: str) -> str:
    """Return the tokens of what stands between blanks: streets and house numbers come again and again."""
    return " ".join(dict.fromkeys(_words(_runs(word))))


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
            found += grams(run) if len(run) > GRAM else [run, *grams(run, 2)]
        else:
            found += [run, *(run[:n] for n in range(1, min(SHORT, len(run)) + 1))]
    return found


def spellings(run: str) -> list[str]:
    """Return what people type for Chinese: from each syllable on, in full and by initials."""
    ends = dict.fromkeys([reading[start:] for reading in readings(run) for start in range(len(reading))])
    return [typed for end in ends for typed in ("".join(end), "".join([s[0] for s in end]))]


@lru_cache(maxsize=20_000)
def readings(run: str) -> list[tuple[str, ...]]:
    """Return the readings of a run of Chinese: of a short one (a name) those of its characters, else that of its phrases."""
    if len(run) <= SHORT_RUN:
        return list(islice(product(*map(syllables, run)), READINGS))
    return [tuple(_syllable(s[0]) for s in _pinyin(run))]


@cache
def syllables(character: str) -> tuple[str, ...]:
    """Return the readings of one character without tones, at most two; as a surname it may be read otherwise than as a word."""
    written = _characters().get(str(ord(character)))
    found = map(_toneless, written.split(",")) if written else map(_syllable, _pinyin(character, heteronym=True)[0])
    surname = SURNAMES.get(character)
    likely = dict.fromkeys([surname] if surname else [])
    return tuple(dict.fromkeys([*likely, *found]))[:2]


@cache
def _characters() -> Mapping[str, str]:
    """Return the readings of characters by code, from the library's own file: the library would load all phrases beside it.

    Where it keeps them elsewhere nothing is returned, and the library is asked.
    """
    library = find_spec("pypinyin")
    for folder in (library.submodule_search_locations or ()) if library is not None else ():
        try:
            read: Mapping[str, str] = orjson.loads(Path(folder, "pinyin_dict.json").read_bytes())
        except (OSError, ValueError):
            continue
        return read
    return {}


def _toneless(syllable: str) -> str:
    """Return a syllable without the mark of its tone; the two dots of ü are none."""
    parted = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(c for c in parted if not unicodedata.combining(c)).lower() or "?"


def _pinyin(text: str, *, heteronym: bool = False) -> list[list[str]]:
    """Return the readings of each character or phrase; the dictionaries are loaded when the first Chinese is indexed."""
    from pypinyin import Style, pinyin

    return pinyin(text, style=Style.NORMAL, heteronym=heteronym)


def _syllable(text: str) -> str:
    return text.replace("ü", "v").replace("ê", "e").lower() or "?"
