"""Tokens for the search index: Chinese by character and pair, pinyin and initials from any syllable, digits by any three.

The index keeps no positions, so what must stand together is a token of its own: pairs of characters, three digits in a row,
and the first five letters of each pinyin string one by one (a letter typed is then one lookup and not a scan of all words
that begin with it). `data.store.terms` reads a search text the same way.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import islice, product

RUNS = re.compile(
    r"(?P<cjk>[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)|(?P<digits>[0-9]+)|(?P<latin>[^\W\d_\u3007\u3400-\u9fff]+)"
)
SHORT = 5  # letters; beginnings up to here are tokens of their own
GRAM = 3  # digits
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


def _digit_field(text: str) -> str:
    run = plain(text)
    if not run.isalnum():
        run = "".join(c for c in run if c.isalnum())
    if not run.isascii():
        return _text(text)
    return " ".join([run, *grams(run)]) if len(run) > GRAM else " ".join([run, *grams(run, 2), *grams(run, 1)])


def grams(run: str, size: int = GRAM) -> list[str]:
    """Return each piece of this many characters."""
    return [run[i : i + size] for i in range(len(run) - size + 1)]


@lru_cache(maxsize=200_000)
def _name(text: str) -> str:
    found: dict[str, None] = {}
    folded = plain(text)
    found.update(dict.fromkeys(_words(folded)))
    for match in RUNS.finditer(folded):
        if match.lastgroup == "cjk":
            found.update(dict.fromkeys(pinyin_tokens(match.group())))
    whole = "".join(m.group() for m in RUNS.finditer(folded))
    if len(whole) <= SHORT_RUN and not whole.isascii():
        found.update(dict.fromkeys(WHOLE + typed for r in readings(whole) for typed in ("".join(r), "".join(s[0] for s in r))))
    if whole and not whole.isascii():
        found[WHOLE + whole] = found[START + whole[0]] = found[START + whole[:2]] = None
    return " ".join(found)


@lru_cache(maxsize=50_000)
def _text(text: str) -> str:
    return " ".join(dict.fromkeys(_words(plain(text))))


def _words(folded: str) -> list[str]:
    """Return tokens of text that are not pinyin."""
    found: list[str] = []
    for match in RUNS.finditer(folded):
        run = match.group()
        if match.lastgroup == "cjk":
            found += [*run, *grams(run, 2)]
        elif match.lastgroup == "digits":
            found += [run, *grams(run)] if len(run) > GRAM else [run, *grams(run, 2)]
        else:
            found += [run, *(run[:n] for n in range(1, min(SHORT, len(run)) + 1))]
    return found


def pinyin_tokens(run: str) -> list[str]:
    """Return what people type for Chinese: from each syllable on, in full and by initials, with beginnings."""
    found: list[str] = []
    for reading in readings(run):
        for start in range(len(reading)):
            full = "".join(reading[start:])
            initials = "".join(s[0] for s in reading[start:])
            found += [full, initials]
            found += [full[:n] for n in range(1, SHORT + 1)]
            found += [initials[:n] for n in range(2, min(SHORT, len(initials)) + 1)]
    return found


@lru_cache(maxsize=100_000)
def readings(run: str) -> list[tuple[str, ...]]:
    """Return the readings of a run of Chinese: of a short one (a name) those of its characters, else that of its phrases."""
    if len(run) <= SHORT_RUN:
        return list(islice(product(*(syllables(c) for c in run)), READINGS))
    return [tuple(_syllable(s[0]) for s in _pinyin(run))]


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
