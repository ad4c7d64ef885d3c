"""Erasing what is due, or what somebody has a right to have erased, by two people; and the proofs of it."""

from __future__ import annotations

from dataclasses import dataclass

from data.errors import InvalidValue, NotAllowed
from data.i18n import tr
from data.keeping.plan import ErasePlan
from data.kinds.moments import show_time
from data.progress import Progress
from data.store.erased import Erasure
from data.store.erasing import Erased, Wish
from data.store.station import Station


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
    found = station.eraser.erasures()
    return [_proof(erasure, clean=not owes or at > 0) for at, erasure in enumerate(found)]


def _proof(erasure: Erasure, *, clean: bool) -> Proof:
    said, header = erasure.said, erasure.header
    counts = {kind: len(ids) for kind, ids in said["records"].items()}
    return Proof(
        entry=erasure.entry, batch=header.batch, at=header.at, who=header.who, second=str(said.get("second", "")),
        basis=str(said.get("basis", "")), records=counts, entries=int(said["entries"]), texts=int(said["texts"]),
        files=int(said["files"]), link=erasure.link, clean=clean,
    )  # fmt: skip


def counted(station: Station, records: dict[str, int]) -> list[tuple[str, int]]:
    """Return the names of kinds and how many records of each."""
    return [(station.kinds[k].plural if k in station.kinds else k, n) for k, n in records.items()]


def said_of(station: Station, proof: Proof) -> str:
    """Return one line about an erasing."""
    what = tr("、").join(tr("{kind} {n} 条", kind=label, n=n) for label, n in counted(station, proof.records))
    return tr("{when}：{what}", when=show_time(proof.at, station.zone, station.clock.now()), what=what)
