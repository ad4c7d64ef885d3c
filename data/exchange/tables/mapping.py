"""Which column means which target: by heading first, and the cells must bear it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from data.errors import InvalidValue, WrongUsage
from data.exchange.tables.datum_words import without_datum
from data.exchange.tables.header import Column
from data.exchange.tables.points import is_coordinate, read_pair
from data.exchange.tables.table import Cell
from data.exchange.tables.targets import Target
from data.exchange.tables.words import OURS, SERIAL, heading_key
from data.i18n import tr
from data.kinds.model import Kind
from data.kinds.values import read

SAMPLE = 200
ALIKE = 90  # of 100, for headings that are nearly the same
IGNORE = ("", "-")  # `--map COLUMN=` leaves a column out
TYPED = ("int", "real", "bool", "date", "time", "choice", "phone", "id_number", "url")
FEWEST_KEYS = 0.5  # share of different values that a column must have to be a key


@dataclass(frozen=True, slots=True)
class Guess:
    """A column and what it was taken for: ``target`` "" is nothing; ``score`` 0 to 1; ``why`` is a sentence."""

    column: Column
    target: str = ""
    score: float = 0.0
    why: str = ""
    examples: tuple[str, ...] = ()
    given: bool = False


@dataclass(frozen=True, slots=True)
class Sampled:
    """A column with the first of its filled cells, and whether its cells differ enough to be a key."""

    column: Column
    cells: tuple[Cell, ...]
    distinct: float


def sample(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], data: Sequence[int]) -> list[Sampled]:
    """Return each column with cells spread over the whole table; ``data`` are the indexes of the rows of data."""
    spread = [rows[i] for i in data[:: max(1, len(data) // SAMPLE)]]
    first = [rows[i] for i in data[:2000]]
    return [_sampled(c, spread, first) for c in columns]


def _sampled(column: Column, spread: Sequence[Sequence[Cell]], first: Sequence[Sequence[Cell]]) -> Sampled:
    i = column.index
    cells = [r[i] for r in spread if i < len(r) and r[i] is not None][:SAMPLE]
    together = [r[i] for r in first if i < len(r) and r[i] is not None]
    distinct = len({str(c) for c in together}) / len(together) if len(together) >= 10 else 1.0
    return Sampled(column, tuple(cells), distinct)


def guess_columns(kind: Kind, targets: Mapping[str, Target], columns: Sequence[Sampled], given: Mapping[str, str],
                  zone: str) -> list[Guess]:  # fmt: skip
    """Return what each column means; each target is given to one column, what the person said goes first.

    Raises
    ------
    WrongUsage
        If ``given`` names a column or a target that there is not.
    """
    said = _given(targets, columns, given)
    free_targets = [t for t in targets.values() if t.name not in said.values()]
    free_columns = [c for c in columns if c.column.name not in said]
    offers = [offer for c in free_columns for t in free_targets if (offer := _offer(kind, t, c, zone))]
    taken = {g.column.name: g for g in _best(offers)}
    return [_final(c, said, taken) for c in columns]


def _final(sampled: Sampled, said: Mapping[str, str], taken: Mapping[str, Guess]) -> Guess:
    name = sampled.column.name
    examples = tuple(str(c) for c in sampled.cells[:3])
    if name in said:
        return Guess(sampled.column, said[name], 1.0, tr("由使用者指定"), examples, given=True)
    found = taken.get(name)
    if found is None:
        return Guess(sampled.column, examples=examples)
    return Guess(sampled.column, found.target, found.score, found.why, examples)


def _given(targets: Mapping[str, Target], columns: Sequence[Sampled], given: Mapping[str, str]) -> dict[str, str]:
    by_name = {c.column.name: c.column.name for c in columns}
    by_name.update({heading_key(r): c.column.name for c in reversed(columns) for r in c.column.readings})
    said: dict[str, str] = {}
    for column, target in given.items():
        known = by_name.get(column) or by_name.get(heading_key(column))
        if known is None:
            names = ", ".join(c.column.name for c in columns)
            raise WrongUsage(tr("表里没有“{column}”这一列，有：{known}", column=column, known=names))
        said[known] = "" if target in IGNORE else _target(targets, target)
    _no_target_twice(said)
    return said


def _target(targets: Mapping[str, Target], text: str) -> str:
    if text in targets:
        return text
    word = heading_key(text)
    named = [t.name for t in targets.values() if word in (heading_key(v) for v in t.labels.values()) or t.name.endswith(f".{text}")]
    if not named:
        raise WrongUsage(tr("没有“{field}”这个字段，可用的有：{known}", field=text, known=", ".join(targets)))
    return named[0]


def _no_target_twice(said: Mapping[str, str]) -> None:
    seen: dict[str, str] = {}
    for column, target in said.items():
        if target and target in seen:
            raise WrongUsage(tr("“{one}”和“{other}”两列不能都对应 {field}", one=seen[target], other=column, field=target))
        seen[target] = column


def _best(offers: list[Guess]) -> list[Guess]:
    """Give each target to the column that offers most, best offers first."""
    taken: dict[str, Guess] = {}
    used: set[str] = set()
    for offer in sorted(offers, key=lambda g: -g.score):
        if offer.column.name not in used and offer.target not in taken:
            taken[offer.target] = offer
            used.add(offer.column.name)
    return list(taken.values())


def _offer(kind: Kind, target: Target, sampled: Sampled, zone: str) -> Guess | None:
    heading, why = _heading_score(target, sampled.column)
    if heading == 0.0:
        return None
    if sampled.distinct < FEWEST_KEYS and (target.name,) in kind.keys:
        return None  # a "number" that repeats is no number of a record
    borne_out = _borne_out(target, sampled.cells, zone)
    if borne_out < 0.2 and (heading < 0.9 or target.role == "point"):
        return None
    return Guess(sampled.column, target.name, heading * (0.5 + 0.5 * borne_out), why)


def _heading_score(target: Target, column: Column) -> tuple[float, str]:
    best, why = 0.0, ""
    for place, reading in enumerate(column.readings):
        word = heading_key(reading)
        if not word or word in SERIAL or word in OURS:
            continue
        score, said = _word_score(target, word)
        if score - 0.02 * place > best:
            best, why = score - 0.02 * place, said
    return best, why


def _word_score(target: Target, word: str) -> tuple[float, str]:
    if word in target.words:
        # Labels go before aliases, so that 时间 beats 日期 where both are there.
        return 1.0 - 0.002 * target.words.index(word), tr("列名就是“{label}”", label=target.label)
    # Headings of coordinates may name their datum; of several the one that needs no conversion is read.
    bare, place = without_datum(word) if target.role == "point" else (word, 0)
    if bare in target.words:
        return 0.97 - 0.01 * place, tr("列名就是“{label}”", label=target.label)
    if len(word) < 3:
        return 0.0, ""
    near = max((fuzz.ratio(word, w) for w in target.words if len(w) >= 3), default=0.0)
    return (0.9 * near / 100, tr("列名与“{label}”相近", label=target.label)) if near >= ALIKE else (0.0, "")


def _borne_out(target: Target, cells: Sequence[Cell], zone: str) -> float:
    """Return the share of cells that the target can take; text bears out everything."""
    if not cells:
        return 0.5
    if target.role == "point":
        found = (read_pair(c) is not None if target.name == "location" else is_coordinate(c) for c in cells)
        return sum(found) / len(cells)
    if target.field is None or target.field.type not in TYPED:
        return 1.0
    return sum(_reads(target, c, zone) for c in cells) / len(cells)


def _reads(target: Target, cell: Cell, zone: str) -> bool:
    if target.field is None:
        return True
    try:
        read(target.field, cell, zone)
    except InvalidValue:
        return False
    return True
