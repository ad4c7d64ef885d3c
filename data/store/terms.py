"""A search text as terms: what each asks of the index, and whether a value answers it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from data.store.tokens import GRAM, RUNS, SHORT, grams, pinyin_tokens, plain

# Counters of an address after digits say what the digits are and are not searched for: 5栋2单元301室.
COUNTERS = re.compile(r"(?<=[0-9])(?:号楼|栋|幢|座|单元|室|号|层|楼)(?=$|\s|[0-9])")
MIXED = re.compile(r"(?=.*[a-z])(?=.*[0-9])[a-z0-9]{3,}\Z")


@dataclass(frozen=True, slots=True)
class Term:
    """One run of characters that must be found: ``sort`` is "cjk", "digits", "latin" or "mixed"."""

    sort: str
    text: str

    def match(self, *, whole: bool = False) -> str:
        """Return what the index is asked; ``whole`` asks for complete pinyin or words only."""
        if self.sort == "cjk":
            return _all(grams(self.text, 2) if len(self.text) > 1 else [self.text])
        if self.sort == "digits":
            return _all(_spread(self.text))
        if self.sort == "mixed":
            runs = _all(Term(m.lastgroup or "", m.group()).match() for m in RUNS.finditer(self.text))
            return f"({_all(_spread(self.text))} OR {runs})"
        return f'"{self.text}"' if whole or len(self.text) <= SHORT else f'"{self.text}"*'

    @property
    def loose(self) -> bool:
        """Whether the index may answer with records in which the pieces do not stand together."""
        return (self.sort == "cjk" and len(self.text) > 2) or (self.sort in ("digits", "mixed") and len(self.text) > GRAM)

    def found_in(self, search: str, value: object) -> bool:
        """Whether a value of a field searched this way answers the term."""
        folded = plain(str(value))
        if self.text in (folded if search != "digits" else "".join(c for c in folded if c.isalnum())):
            return self.sort != "latin" or search == "digits" or _begins_word(folded, self.text) or self._sounds(search, folded)
        return self.sort == "latin" and self._sounds(search, folded)

    def _sounds(self, search: str, folded: str) -> bool:
        if search != "name":
            return False
        runs = (m.group() for m in RUNS.finditer(folded) if m.lastgroup == "cjk")
        return any(token.startswith(self.text) for run in runs for token in pinyin_tokens(run))


def _begins_word(folded: str, text: str) -> bool:
    return re.search(rf"(?<![a-z]){re.escape(text)}", folded) is not None


def _all(pieces: Iterable[str]) -> str:
    written = [p if p.startswith(("(", '"')) else f'"{p}"' for p in pieces]
    return written[0] if len(written) == 1 else "(" + " AND ".join(written) + ")"


def _spread(run: str) -> list[str]:
    """Return as few pieces of three as cover the run."""
    if len(run) <= GRAM:
        return [run]
    starts = [*range(0, len(run) - GRAM, GRAM), len(run) - GRAM]
    return [run[s : s + GRAM] for s in starts]


def terms_of(text: str) -> list[Term]:
    """Return the terms of a search text; all of them must be found."""
    found: list[Term] = []
    for word in COUNTERS.sub(" ", plain(text)).split():
        if MIXED.match(word):
            found.append(Term("mixed", word))
        else:
            found += [Term(m.lastgroup or "", m.group()) for m in RUNS.finditer(word)]
    return found


def match_of(terms: Iterable[Term], *, whole: bool = False) -> str:
    """Return the index's question for all terms."""
    return " AND ".join(t.match(whole=whole) for t in terms)
