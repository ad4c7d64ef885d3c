"""Erasing what is due, or what somebody has a right to have erased, by two people; and the proofs of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data.errors import InvalidValue, NotAllowed
from data.i18n import tr
from data.keeping.plan import ErasePlan
from data.kinds.moments import show_time
from data.progress import Progress
from data.store.erased import Erasure
from data.store.erasing import Erased, Wish
from data.store.station import Station


@dataclass(frozen=True, slots=True)
class Backups:
    """What was done with backups of before: names of those written anew and removed; ``done`` whether that is all of them.

    ``waiting`` are folders that were not there, ``forgotten`` those that somebody said are gone for good, ``left`` what failed.
    """

    done: bool = False
    made: str = ""
    rewritten: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    forgotten: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """One erasing as it can be proved: who did it with whom, why, how much of which kind, and where it stands in the journal.

    ``link`` is the hash of the journal's row that tells of it; ``clean`` whether the pages of the file were written anew since.
    """

    entry: int
    batch: int
    at: str
    who: str
    second: str
    basis: str
    records: dict[str, int]
    entries: int
    texts: int
    files: int
    link: str
    clean: bool
    backups: Backups = field(default_factory=Backups)


def erase(
    station: Station, plan: ErasePlan, *, who: str, basis: str, second: str = "", why: str = "", progress: Progress | None = None
) -> Erased:
    """Erase what a plan says, for good, and write the pages of the file anew; ``second`` is who approved it.

    Raises
    ------
    InvalidValue
        If no basis is given.
    NotAllowed
        If there is nothing to erase, or the past is shown or the station only read.
    """
    if not basis.strip():
        raise InvalidValue(tr("请写明清除的依据"), field="basis")
    if not plan.count:
        raise NotAllowed(tr("没有可以清除的记录"))
    if station.read_only:
        raise NotAllowed(tr("{file} 现在不能修改，没有清除", file=station.path.name))
    said = {"basis": basis.strip(), "second": second, "mentions": len(plan.mentions)}
    why = why or tr("清除个人信息：{basis}", basis=basis.strip())
    done = station.eraser.erase(Wish(plan.records, plan.unlinked, said), who=who, why=why, progress=progress)
    station.eraser.sweep(progress)
    return done


def proofs(station: Station) -> list[Proof]:
    """Return all erasings, newest first."""
    owes = station.eraser.owes
    told = station.eraser.cleared()
    found = station.eraser.erasures()
    return [_proof(erasure, _backups(erasure, told), clean=not owes or at > 0) for at, erasure in enumerate(found)]


def _proof(erasure: Erasure, backups: Backups, *, clean: bool) -> Proof:
    said, header = erasure.said, erasure.header
    counts = {kind: len(ids) for kind, ids in said["records"].items()}
    return Proof(
        entry=erasure.entry, batch=header.batch, at=header.at, who=header.who, second=str(said.get("second", "")),
        basis=str(said.get("basis", "")), records=counts, entries=int(said["entries"]), texts=int(said["texts"]),
        files=int(said["files"]), link=erasure.link, clean=clean, backups=backups,
    )  # fmt: skip


def _backups(erasure: Erasure, told: Sequence[tuple[int, Mapping[str, Any]]]) -> Backups:
    """Return what the journal tells of backups after an erasing, up to when all of them were clean of it."""
    made, done = "", False
    lists: dict[str, list[str]] = {n: [] for n in ("rewritten", "removed", "forgotten")}
    waiting: list[str] = []
    left: list[str] = []
    for entry, said in told:
        if entry < erasure.entry or int(said.get("upto", 0)) < erasure.entry or done:
            continue
        made = made or str(said.get("made", ""))
        for name in lists:
            value = said.get(name, [])
            lists[name] += [value] if isinstance(value, str) else list(value)
        waiting = [f for f in said.get("waiting", waiting) if f not in lists["forgotten"]]
        left = list(said.get("left", left))
        done = not waiting and not left
    rewritten, removed, forgotten = (tuple(dict.fromkeys(lists[n])) for n in ("rewritten", "removed", "forgotten"))
    return Backups(done, made, rewritten, removed, tuple(waiting), forgotten, tuple(left))


def counted(station: Station, records: dict[str, int]) -> list[tuple[str, int]]:
    """Return the names of kinds and how many records of each."""
    return [(station.kinds[k].plural if station.kinds.knows(k) else k, n) for k, n in records.items()]


def said_of_backups(proof: Proof) -> str:
    """Return one line about the backups of before an erasing; "" where the journal tells nothing of any."""
    backups = proof.backups
    parts = [
        tr("重写 {n} 份", n=len(backups.rewritten)) if backups.rewritten else "",
        tr("删除 {n} 份（口令已换或已损坏）", n=len(backups.removed)) if backups.removed else "",
        tr("够不着的位置 {n} 处，接上后自动做", n=len(backups.waiting)) if backups.waiting else "",
        tr("声明已不存在的位置 {n} 处", n=len(backups.forgotten)) if backups.forgotten else "",
        tr("没有做成 {n} 份，会再试", n=len(backups.left)) if backups.left else "",
    ]
    told = tr("，").join(p for p in parts if p)
    if not told:
        return tr("以前的备份里没有这些内容") if backups.done else ""
    return tr("以前的备份：{told}", told=told)


def said_of(station: Station, proof: Proof) -> str:
    """Return one line about an erasing."""
    what = tr("、").join(tr("{kind} {n} 条", kind=label, n=n) for label, n in counted(station, proof.records))
    return tr("{when}：{what}", when=show_time(proof.at, station.zone, station.clock.now()), what=what)
