"""Search terms that a covered number answers as a whole only: what is typed piece by piece must not tell what is hidden."""

from __future__ import annotations

from collections.abc import Callable

from data.kinds import Field, Kind
from data.kinds.masking import may_show, shown_ends
from data.store.schema import quote, searched
from data.store.terms import Term, bare
from data.store.tokens import RUNS, plain

# A number may be asked for as a whole, or by that beginning and end of it which its cover shows anyway: 139****6027 answers
# 139 and 6027, and nothing that lies between.
SEPARATORS = "-_/. "
MOST_SEPARATORS = 6  # in one number


def guarded(kind: Kind) -> bool:
    """Whether any field that is searched is covered at the desk."""
    return any(not may_show(f, "desk") for f in searched(kind))


def answered(kind: Kind, term: Term, take: Callable[[str], str]) -> str:
    """Return the condition that a term of digits stands in an open field, or is all of a covered one; ``take`` marks a value."""
    tests = [_whole(f, term, take) if not may_show(f, "desk") else _anywhere(f, term, take) for f in searched(kind)]
    if term.sort == "mixed":
        tests.append(_apart(kind, term, take))
    return f"({' OR '.join(tests)})"


def _apart(kind: Kind, term: Term, take: Callable[[str], str]) -> str:
    """Return the condition that the digits of a mixed term stand in open fields; letters may be initials: jsxq1d is 金沙1栋."""
    shown = [f"t.{quote(f.name)}" for f in searched(kind) if may_show(f, "desk")]
    tests = []
    for run in (m.group() for m in RUNS.finditer(term.text) if m.lastgroup == "digits"):
        tests.append("(" + " OR ".join(f"{column} LIKE {take(f'%{run}%')}" for column in shown) + ")")
    return f"({' AND '.join(tests)})" if shown and tests else "0"


def told_by(field: Field, value: object, term: Term) -> bool:
    """Whether a term is all of a covered number, a line's without its area, or what the cover shows of it."""
    text, number = bare(term.text), bare(plain(str(value)))
    if text in (number, bare(plain(str(value).rpartition("-")[2]))):
        return True
    ends = [(first, last) for least, first, last in shown_ends(field) if len(str(value)) >= least]
    return any(
        (len(text) <= first and number.startswith(text)) or (len(text) <= last and number.endswith(text)) for first, last in ends
    )


def _anywhere(field: Field, term: Term, take: Callable[[str], str]) -> str:
    column = f"t.{quote(field.name)}"
    if term.sort != "mixed":
        return f"{column} LIKE {take(f'%{term.text}%')}"
    return f"{_bare_column(column)} LIKE {take(f'%{bare(term.text)}%')}"


def _whole(field: Field, term: Term, take: Callable[[str], str]) -> str:
    """Return the condition that a term is the whole number, a line's without its area, or what the cover shows of it."""
    column, text = f"t.{quote(field.name)}", bare(term.text)
    tests = [f"{column} = {take(text)} COLLATE NOCASE",
             f"({_separated(column, text, take)} AND {_bare_column(column)} LIKE {take(text)})",
             f"(instr({column}, '-') AND {column} LIKE {take(f'%-{text}')})"]  # fmt: skip
    for least, first, last in shown_ends(field):
        long = f"length({column}) >= {least}"
        if len(text) <= first:
            tests.append(f"({column} LIKE {take(f'{text}%')} AND {long})")
        if len(text) <= last:
            tests.append(f"({column} LIKE {take(f'%{text}')} AND {long})")
    return f"({' OR '.join(tests)})"


def _separated(column: str, text: str, take: Callable[[str], str]) -> str:
    """Return what a number of these characters with something between them has in common, which is soon looked at.

    Where all numbers of a station begin alike, half a million are asked.
    """
    ends = " AND ".join(
        f"instr({take(SEPARATORS + character.lower() + character.upper())}, substr({column}, {place}, 1))"
        for place, character in ((1, text[0]), (-1, text[-1]))
    )
    return f"{ends} AND length({column}) BETWEEN {len(text) + 1} AND {len(text) + MOST_SEPARATORS}"


def _bare_column(column: str) -> str:
    for separator in SEPARATORS:
        column = f"REPLACE({column}, '{separator}', '')"
    return column
