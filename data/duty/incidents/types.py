"""Types of cases found in what a caller says: Chinese words, pinyin, initials, English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from data.kinds import Choice, Kind
from data.store.tokens import syllables

LATIN = re.compile(r"(?<![a-z0-9])[a-z']{2,}(?![a-z0-9])")
CHINESE = re.compile(r"[\u3400-\u9fff]")
MOST = 6  # types told
LETTERS = 2  # of initials, at least


@dataclass(frozen=True, slots=True)
class TypeFound:
    """One type that a text may mean, the word that says so, and how sure that is, 0 to 1. ``subtype`` may be ""."""

    type: str
    subtype: str
    label: str
    word: str
    sure: float


@dataclass(frozen=True, slots=True)
class _Word:
    """One word for a type, as it is written and as it is typed."""

    text: str
    pinyin: str
    initials: str
    type: str
    subtype: str
    own: bool  # a label of the type and not another word for it


def parent_of(subtype: str) -> str:
    """Return the type that a detailed type belongs to: "theft.shop" is a "theft"."""
    return subtype.partition(".")[0]


def subtypes_of(kind: Kind, type: str) -> tuple[Choice, ...]:
    """Return the detailed types of a type, in the order of the list."""
    return tuple(c for c in kind.field("subtype").choices if parent_of(c.value) == type)


def label_of(kind: Kind, type: str, subtype: str = "") -> str:
    """Return what a type is called, the detailed one where there is one."""
    fine = kind.field("subtype").choice(subtype) if subtype else None
    coarse = kind.field("type").choice(type)
    return fine.label if fine is not None else coarse.label if coarse is not None else type


def find_types(kind: Kind, text: str) -> tuple[TypeFound, ...]:
    """Return the types that a text may mean, the likeliest first.

    Chinese words count by their length where they stand; a word inside a longer one of another type says nothing. Letters that
    stand alone are taken for pinyin, initials or English.
    """
    words = _words(kind.name, kind)
    best: dict[tuple[str, str], TypeFound] = {}
    for word, sure in (*_written(words, text), *_typed(words, text)):
        found = TypeFound(word.type, word.subtype, label_of(kind, word.type, word.subtype), word.text, sure)
        known = best.get((word.type, word.subtype))
        if known is None or known.sure < sure:
            best[word.type, word.subtype] = found
    ordered = sorted(best.values(), key=lambda f: (-f.sure, not f.subtype))
    return tuple(_without_parents(ordered))[:MOST]


def phrase_starts(kind: Kind, text: str) -> list[int]:
    """Return where words for types begin in a text, so that a place before them can be read alone."""
    return sorted(at for _, at, _ in _spans(_words(kind.name, kind), text.casefold()))


def _without_parents(found: list[TypeFound]) -> Iterator[TypeFound]:
    """Leave out a type where one of its own detailed types is as likely."""
    fine = {f.type: f.sure for f in reversed(found) if f.subtype}
    for each in found:
        if each.subtype or fine.get(each.type, -1.0) < each.sure:
            yield each


def _spans(words: tuple[_Word, ...], text: str) -> list[tuple[_Word, int, int]]:
    """Return the words that stand in a text and are not inside a longer one, with where."""
    found = [(w, at.start(), at.end()) for w in words if w.text in text for at in re.finditer(re.escape(w.text), text)]
    return [f for f in found if not any(o[1] <= f[1] and f[2] <= o[2] and o[2] - o[1] > f[2] - f[1] for o in found)]


def _written(words: tuple[_Word, ...], text: str) -> Iterator[tuple[_Word, float]]:
    plain = text.casefold()
    for word, start, _ in _spans(words, plain):
        if not CHINESE.search(word.text) and not _alone(plain, start, start + len(word.text)):
            continue
        # Longer words say more; what stands later is more often what happened, and what stands first where.
        yield word, min(0.6 + 0.08 * len(word.text) + 0.02 * start / max(len(plain), 1) + (0.03 if word.own else 0.0), 0.99)


def _alone(text: str, start: int, end: int) -> bool:
    return not (text[start - 1 : start].isalnum() and text[start - 1 : start].isascii()) and not (
        text[end : end + 1].isalnum() and text[end : end + 1].isascii()
    )


def _typed(words: tuple[_Word, ...], text: str) -> Iterator[tuple[_Word, float]]:
    for found in LATIN.finditer(text.casefold()):
        letters = re.sub(r"[^a-z]", "", found[0])
        for word in words:
            if len(letters) < LETTERS or not word.initials:
                continue
            if letters == word.initials:
                yield word, 0.82 + (0.03 if word.own else 0.0)
            elif word.pinyin == letters:
                yield word, 0.9
            elif word.pinyin.startswith(letters):
                yield word, 0.7 + 0.1 * len(letters) / len(word.pinyin)
            elif len(letters) >= LETTERS and word.initials.startswith(letters):
                yield word, 0.6 + (0.03 if word.own else 0.0)


@lru_cache(maxsize=4)
def _words_of(signature: tuple[tuple[str, str, bool], ...]) -> tuple[_Word, ...]:
    made = []
    for text, value, own in signature:
        type, _, fine = value.partition(".")
        pinyin = initials = ""
        if CHINESE.search(text):
            spelt = [s[0] for c in text if (s := syllables(c)) and s[0].isascii()]
            pinyin, initials = "".join(spelt), "".join(s[0] for s in spelt)
        made.append(_Word(text.casefold(), pinyin, initials, type, value if fine else "", own))
    return tuple(made)


def _words(name: str, kind: Kind) -> tuple[_Word, ...]:
    return _words_of(tuple(_said(kind)))


def _said(kind: Kind) -> Iterator[tuple[str, str, bool]]:
    for field in ("type", "subtype"):
        for choice in kind.field(field).choices:
            for label in choice.labels.values():
                yield label, choice.value, True
            for alias in choice.aliases:
                if len(alias) > 1:
                    yield alias, choice.value, False
