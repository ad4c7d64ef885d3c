"""Why who was sent: kept with a deployment when it is made, and told afterwards with who would have been faster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from data.duty.dispatch.reasons import duty_said
from data.duty.dispatch.values import Offer, Suggestion
from data.duty.dispatch.words import seconds_words
from data.i18n import tr

KEPT = 12  # forces of a suggestion that are kept with the case
VERSION = 1


@dataclass(frozen=True, slots=True)
class Considered:
    """One force as it stood when somebody was sent. ``seconds`` is None where their time was not known."""

    id: int
    name: str
    seconds: float | None
    duty: str
    sent: bool
    proposed: bool
    why: str = ""  # what spoke against them


def keep(found: Suggestion, sent: Sequence[int], why: str = "") -> str:
    """Return what a case keeps of a suggestion as JSON: who was sent, who was proposed, and who would have been there before."""
    chosen = [o for o in found.offers if o.force.id in sent]
    slowest = max((o.seconds for o in chosen if o.seconds is not None), default=None)
    others = sorted((o for o in found.offers if o.force.id not in sent), key=lambda o: (o.seconds is None, o.seconds or 0.0))
    nearer = [o for o in others if o.seconds is not None and (slowest is None or o.seconds <= slowest)]
    rows = [_row(o, o.force.id in sent) for o in [*chosen, *nearer, *others[len(nearer) :]][: max(KEPT, len(chosen))]]
    return orjson.dumps({"version": VERSION, "why": why, "forces": rows, "short": list(found.short)}).decode()


def _row(offer: Offer, sent: bool) -> dict[str, object]:
    return {
        "id": offer.force.id, "name": offer.force.name, "seconds": None if offer.seconds is None else round(offer.seconds),
        "duty": offer.force.duty, "sent": sent, "proposed": offer.chosen is not None,
        "why": offer.warnings[0] if offer.warnings else "",
    }  # fmt: skip


def recall(kept: str) -> tuple[list[Considered], str]:
    """Return what was kept, and the reason that was given; empty for text that is nothing of the kind."""
    try:
        said = orjson.loads(kept)
    except orjson.JSONDecodeError:
        return [], ""
    if not isinstance(said, dict) or said.get("version") != VERSION:
        return [], ""
    names = Considered.__slots__
    return [Considered(**{name: row.get(name) for name in names}) for row in said["forces"]], str(said.get("why") or "")


def explained(kept: str) -> tuple[str, ...]:
    """Return in sentences who was sent, who would have been faster and why they were not."""
    considered, why = recall(kept)
    sent = [c for c in considered if c.sent]
    found = [_sent_said(c) for c in sent]
    slowest = max((c.seconds for c in sent if c.seconds is not None), default=None)
    for c in considered:
        if not c.sent and c.seconds is not None and slowest is not None and c.seconds < slowest:
            found.append(_faster_said(c, slowest - c.seconds))
    if why:
        found.append(tr("理由：{why}", why=why))
    return tuple(found)


def _sent_said(c: Considered) -> str:
    time = tr("路程未知") if c.seconds is None else seconds_words(c.seconds)
    if c.proposed:
        return tr("派了{name}（{time}，按建议）", name=c.name, time=time)
    return tr("派了{name}（{time}，由值班员选定）", name=c.name, time=time)


def _faster_said(c: Considered, by: float) -> str:
    against = c.why or (tr("当时空闲，但没有选") if c.duty == "free" else duty_said(c.duty))
    return tr("{name}本可早到 {by}：{why}", name=c.name, by=seconds_words(by), why=against)
