"""Erasing once more what was erased in a station, in a file that holds it: a backup of before, or one that was gone back to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.accounts.session import by_rule
from data.clock import Clock
from data.errors import WatchroomError
from data.i18n import tr
from data.keeping.plan import make_plan
from data.progress import Progress
from data.store.connect import Door
from data.store.erased import Erasure
from data.store.erasing import Wish
from data.store.station import Station


@dataclass(frozen=True, slots=True)
class Gone:
    """What was erased, ids by kind, and by whom and why it was first; who agreed then has agreed to every copy."""

    records: Mapping[str, frozenset[int]]
    who: str
    said: Mapping[str, str]


def gone(erasures: Iterable[Erasure]) -> Gone | None:
    """Return all that was erased; None where nothing was."""
    found: dict[str, set[int]] = defaultdict(set)
    newest: Erasure | None = None
    for erasure in erasures:
        newest = newest if newest is not None and newest.entry > erasure.entry else erasure
        for kind, ids in erasure.said["records"].items():
            found[kind] |= set(ids)
    if newest is None:
        return None
    said = {n: str(newest.said.get(n, "")) for n in ("basis", "second")}
    return Gone({k: frozenset(ids) for k, ids in found.items()}, newest.header.who, said)


def left_of(was: Gone, already: Mapping[str, Iterable[int]], below: int) -> dict[str, frozenset[int]]:
    """Return what of it a file may hold still: of the records with numbers below ``below`` all that was not erased there too."""
    left: dict[str, frozenset[int]] = {}
    for kind, ids in was.records.items():
        left[kind] = frozenset(id for id in ids if id < below) - frozenset(already.get(kind, ()))
    return {kind: ids for kind, ids in left.items() if ids}


def erase_again(file: Station, was: Gone, below: int, progress: Progress | None = None) -> int:
    """Erase it in a file that is open to be written, and write its pages anew; return how many records that were.

    From the number ``below`` on the file may have given it to records of its own (`SealedCopy.shared_ids`).

    Raises
    ------
    WatchroomError
        If it cannot be done, or pages still hold it because somebody reads them.
    """
    progress = progress or Progress()
    left = left_of(was, file.eraser.erased_ids(), below)
    left = {kind: ids for kind, ids in left.items() if file.kinds.knows(kind)}
    if left:
        by_rule(lambda: _erase(file, was, left, progress))()
    if file.eraser.owes and not file.eraser.sweep(progress):
        raise WatchroomError(tr("{file} 的空白页现在整理不了：别处正在读它，或磁盘放不下", file=file.path.name))
    return sum(len(ids) for ids in left.values())


def erase_in(door: Door, was: Gone, below: int, clock: Clock, progress: Progress | None = None) -> Station:
    """Open a copy that nobody else has open, erase it there, and return the copy, to be closed."""
    copy = Station.open_door(door, clock)
    try:
        erase_again(copy, was, below, progress)
    except BaseException:
        copy.close()
        raise
    return copy


def _erase(file: Station, was: Gone, left: Mapping[str, frozenset[int]], progress: Progress) -> None:
    plan = make_plan(file, left, needed=True)
    said = {**was.said, "again": True}
    why = tr("按站里已做的清除，在备份中同样清除")
    file.eraser.erase_again(Wish(plan.records, plan.unlinked, said), who=was.who, why=why, progress=progress)
