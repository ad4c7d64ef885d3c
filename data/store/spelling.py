"""Pinyin as it is typed, without blanks: cut into syllables, of which the last may be unfinished."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

# By initials, with the finals that each goes with; ü is v, as it is typed.
FINALS = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iang iao ie in ing o ong u",
    "c": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie in ing iu ong ou u uan ui un uo",
    "f": "a an ang ei en eng iao o ou u",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "l": "a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "n": "a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "t": "a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo",
    "w": "a ai an ang ei en eng o ong u",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
}
SYLLABLES = frozenset(initial + final for initial, finals in FINALS.items() for final in finals.split())
BEGINNINGS = frozenset(s[:n] for s in SYLLABLES for n in range(1, len(s) + 1))
LONGEST = max(map(len, SYLLABLES))
MOST = 12  # ways to cut one text; real ones have one or two
MOST_LETTERS = 60  # of a text that is taken for pinyin


@lru_cache(maxsize=1000)
def cuts(text: str, *, whole: bool = False) -> tuple[tuple[str, ...], ...]:
    """Return the ways to cut letters into syllables, the last of which may be a beginning unless ``whole`` is said."""
    if len(text) > MOST_LETTERS:
        return ()
    return tuple(islice(_cuts(text, 0, _ends(text, SYLLABLES if whole else BEGINNINGS)), MOST))


def _ends(text: str, last: frozenset[str]) -> list[list[int]]:
    """Return for each letter where a syllable that begins there may end, such that the rest can be cut too."""
    size = len(text)
    ends: list[list[int]] = [[] for _ in range(size)]
    for start in reversed(range(size)):
        if text[start:] in last:
            ends[start].append(size)
        near = range(min(start + LONGEST, size - 1), start, -1)
        ends[start] += [end for end in near if ends[end] and text[start:end] in SYLLABLES]
    return ends


def _cuts(text: str, start: int, ends: list[list[int]]) -> Iterator[tuple[str, ...]]:
    for end in ends[start]:
        if end == len(text):
            yield (text[start:],)
        else:
            yield from ((text[start:end], *rest) for rest in _cuts(text, end, ends))
