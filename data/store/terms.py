"""A search text as terms: what each asks of the index, and whether a value answers it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.store.spelling import LONGEST, cuts
from data.store.tokens import GRAM, RUNS, SHORT, SHORT_RUN, START, SYLLABLE, grams, plain, spellings

# Counters of an address after digits say what the digits are and are not searched for: 5栋2单元301室.
COUNTERS = re.compile(r"(?<=[0-9])(?:号楼|栋|幢|座|单元|室|号|层|楼)(?=$|\s|[0-9])")
# A telephone or identity number written in groups is one number: 139-0123-4567.
GROUPED = re.compile(
    r"(?<![0-9a-z])(?:1[0-9]{2}[ -][0-9]{4}[ -][0-9]{4}|0[0-9]{2,3}-[0-9]{7,8}|[0-9]{6}[ -][0-9]{8}[ -][0-9]{3}[0-9x])(?![0-9a-z])"
)
MIXED = re.compile(r"(?=.*[a-z])(?=.*[0-9])[a-z0-9](?:[-_/.]?[a-z0-9]){2,}\Z")  # the number of a case or a plate: jq20251123-0001


@dataclass(frozen=True, slots=True)
class Term:
    """One run of characters that must be found: ``sort`` is "cjk", "digits", "latin" or "mixed"."""

    sort: str
    text: str

    def match(self, *, whole: bool = False) -> str:
        """Return what the index is asked; ``whole`` asks for complete words and syllables only."""
        if self.sort == "cjk":
            return _all(grams(self.text, 2) if len(self.text) > 1 else [self.text])
        if self.sort == "digits":
            return _all(_spread(self.text))
        if self.sort == "mixed":
            runs = _all(Term(m.lastgroup or "", m.group()).match() for m in RUNS.finditer(self.text))
            return f"({_all(_spread(bare(self.text)))} OR {runs})"
        return _latin(self.text, whole=whole)

    def match_name(self) -> str:
        """Return what is asked for names that are this text, or sound or begin so, as a whole; "" where no name can."""
        size = len(self.text)
        if self.sort == "cjk":
            return _all([f"{START}{size}{self.text[0]}", *([self.match()] if size > 1 else [])])
        if self.sort != "latin":
            return ""
        ways = [[f"{START}{len(cut)}{cut[0]}", *_pairs(cut)] for cut in cuts(self.text, whole=True) if len(cut) <= SHORT_RUN]
        if size <= SHORT_RUN:
            ways.append([f"{START}{size}{self.text[0]}", *(_initials(self.text) if size > 1 else [])])
        return _any([_all(way) for way in ways]) if ways else ""

    def match_start(self) -> str:
        """Return what is asked for names that begin with this text; "" where it is no Chinese."""
        return _all([START + self.text[0], self.match()]) if self.sort == "cjk" else ""

    @property
    def loose(self) -> bool:
        """Whether the index may answer with records in which the pieces do not stand together."""
        return (self.sort == "cjk" and len(self.text) > 2) or (self.sort in ("digits", "mixed") and len(self.text) > GRAM)

    @property
    def spelt(self) -> bool:
        """Whether it may be answered by syllables or initials that do not stand together, which only `found_in` tells."""
        return self.sort == "latin" and len(self.text) > GRAM

    def found_in(self, search: str, value: object) -> bool:
        """Whether a value of a field searched this way answers the term."""
        folded = plain(str(value))
        if self.sort == "mixed":
            return bare(self.text) in bare(folded)
        if self.text in (folded if search != "digits" else bare(folded)):
            return self.sort != "latin" or search == "digits" or _begins_word(folded, self.text) or self._sounds(search, folded)
        return self.sort == "latin" and self._sounds(search, folded)

    def _sounds(self, search: str, folded: str) -> bool:
        if search != "name":
            return False
        runs = (m.group() for m in RUNS.finditer(folded) if m.lastgroup == "cjk")
        return any(typed.startswith(self.text) for run in runs for typed in spellings(run))


def bare(text: str) -> str:
    """Return letters and digits without what separates them."""
    return "".join(c for c in text if c.isalnum())


def _begins_word(folded: str, text: str) -> bool:
    return re.search(rf"(?<![a-z]){re.escape(text)}", folded) is not None


def _latin(text: str, *, whole: bool) -> str:
    """Return what is asked for letters: a word or its beginning, initials, or syllables of which the last may go on."""
    more = "" if whole else "*"
    ways = [f'"{text}"' if whole or len(text) <= SHORT else f'"{text}"*']
    if not whole and len(text) > GRAM:
        ways.append(_all(_initials(text)))
    if 1 < len(text) <= LONGEST:
        ways.append(f'"{SYLLABLE}{text}"{more}')
    for cut in cuts(text, whole=whole):
        if len(cut) > 1:
            *sure, last = _pairs(cut)
            ways.append(_all([*sure, f'"{last}"{more}']))
    return _any(ways)


def _pairs(syllables: Sequence[str]) -> list[str]:
    return [SYLLABLE.join(syllables[i : i + 2]) for i in range(len(syllables) - 1)]


def _initials(text: str) -> list[str]:
    return grams(text, min(GRAM, len(text)))


def _all(pieces: Iterable[str]) -> str:
    return _joined(" AND ", pieces)


def _any(pieces: Iterable[str]) -> str:
    return _joined(" OR ", pieces)


def _joined(by: str, pieces: Iterable[str]) -> str:
    written = [p if p.startswith(("(", '"')) else f'"{p}"' for p in pieces]
    return written[0] if len(written) == 1 else f"({by.join(written)})"


def _spread(run: str) -> list[str]:
    """Return as few pieces of three as cover the run."""
    if len(run) <= GRAM:
        return [run]
    starts = [*range(0, len(run) - GRAM, GRAM), len(run) - GRAM]
    return [run[s : s + GRAM] for s in starts]


def terms_of(text: str) -> list[Term]:
    """Return the terms of a search text; all of them must be found."""
    found: list[Term] = []
    for word in COUNTERS.sub(" ", GROUPED.sub(lambda m: bare(m.group()), plain(text))).split():
        if MIXED.match(word):
            found.append(Term("mixed", word))
        else:
            found += [Term(m.lastgroup or "", m.group()) for m in RUNS.finditer(word)]
    return found


def match_of(terms: Iterable[Term], *, whole: bool = False) -> str:
    """Return the index's question for all terms."""
    return " AND ".join(t.match(whole=whole) for t in terms)
