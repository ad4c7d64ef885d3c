"""Who of the pool of mediators fits a dispute, and why: language, home town, topics, grid, and what they have in hand.

Every reason is told in words; the order is by the number of reasons, then by disputes in hand. Of the parties only what is noted
for this purpose is read: the language they speak and their home town.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from data.duty.ledgers.life import OPEN
from data.duty.rules.who import Keepers
from data.i18n import tr
from data.query import Query, Where, equals
from data.records import Record
from data.store import Station

PARTS = re.compile(r"[、，,；;/\s]+")


@dataclass(frozen=True, slots=True)
class Fit:
    """One mediator for one dispute: what speaks for him, what against, and how many disputes he has in hand."""

    id: int
    name: str
    organisation: str
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    load: int

    @property
    def said(self) -> str:
        """Reasons and load in words."""
        load = tr("手上 {n} 件", n=self.load) if self.load else tr("手上没有纠纷")
        return tr("；").join((*self.reasons, *self.against, load))


def fitting(station: Station, dispute: Record) -> list[Fit]:
    """Return the active mediators of the pool for a placed dispute, those with most reasons first; full ones come last."""
    parties = station.read(equals("dispute_party", dispute=dispute.id))
    languages = {w for p in parties for w in words(p["language"])}
    homes = {str(p["home"]) for p in parties if p["home"]}
    tried = Counter(m["mediator"] for m in station.read(equals("mediation", dispute=dispute.id)))
    in_hand = loads(station)
    grid = Keepers(station).grid_of(dispute)
    choice = station.kinds["dispute"].field("type").choice(dispute["type"])
    found = []
    for mediator in station.read(Query("mediator", (Where("active", "not", False),), order=("name",))):
        for_ = _language(mediator, languages) + _home(mediator, homes) + _topic(mediator, choice.labels if choice else {})
        if grid and mediator["grid"] == grid:
            for_ = (*for_, tr("就在这个网格"))
        if tried[mediator.id]:
            for_ = (*for_, tr("已为这件调解过 {n} 次", n=tried[mediator.id]))
        load = in_hand.get(mediator.id, 0)
        full = (tr("已满 {n} 件", n=load),) if load >= int(mediator["most"] or 5) else ()
        found.append(Fit(mediator.id, mediator["name"], mediator["organisation"] or "", for_, full, load))
    return sorted(found, key=lambda f: (bool(f.against), -len(f.reasons), f.load, f.name))


def loads(station: Station) -> dict[int, int]:
    """Return how many open disputes each mediator has in hand."""
    open_ones = (Where("state", "in", OPEN["dispute"]), Where("mediator", "not", None))
    columns = station.columns(Query("dispute", open_ones), ("mediator",))
    return dict(Counter(columns["mediator"]))


def words(text: str | None) -> list[str]:
    """Return the words of a list written with any of the usual marks."""
    return [w for w in PARTS.split(text or "") if w]


def _language(mediator: Record, languages: set[str]) -> tuple[str, ...]:
    shared = [w for w in words(mediator["languages"]) if w in languages]
    return (tr("会说当事人的{language}", language=tr("、").join(shared)),) if shared else ()


def _home(mediator: Record, homes: set[str]) -> tuple[str, ...]:
    home = str(mediator["home"] or "")
    same = home and any(home in other or other in home for other in homes)
    return (tr("与当事人同乡（{home}）", home=home),) if same else ()


def _topic(mediator: Record, labels: dict[str, str] | object) -> tuple[str, ...]:
    topics = [t.lower() for t in words(mediator["topics"])]
    labels_ = {str(v).lower() for v in labels.values()} if isinstance(labels, dict) else set()
    return (tr("擅长这类纠纷"),) if labels_ & set(topics) else ()
