"""What dispatch is asked and answers, as frozen values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from data.duty.dispatch.forces import Force
from data.duty.dispatch.words import seconds_words
from data.duty.forces.skills import label_of
from data.i18n import tr


@dataclass(frozen=True, slots=True)
class Need:
    """Somebody that a protocol card wants: ``count`` of those who have one of the roles and tiers, all skills and all equipment.

    Empty means anybody. With ``vehicles`` each is on a vehicle of one of these types, and each on another one; with ``teams`` each
    is of a team of one of these types. ``words`` is what the card calls them.
    """

    count: int = 1
    roles: frozenset[str] = frozenset()
    tiers: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    equipment: frozenset[str] = frozenset()
    words: str = ""
    vehicles: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()

    @classmethod
    def of(cls, count: int = 1, *, roles: Iterable[str] = (), tiers: Iterable[str] = (), skills: Iterable[str] = (),
           equipment: Iterable[str] = (), words: str = "", vehicles: Iterable[str] = (),
           teams: Iterable[str] = ()) -> Need:  # fmt: skip
        """Return a need from whatever holds its words."""
        return cls(count, frozenset(roles), frozenset(tiers), frozenset(skills), frozenset(equipment), words, frozenset(vehicles),
                   frozenset(teams))  # fmt: skip

    def met_by(self, force: Force) -> bool:
        """Whether a force is what is wanted."""
        return (
            (not self.roles or force.role in self.roles)
            and (not self.tiers or force.tier in self.tiers)
            and self.skills <= force.skills
            and self.equipment <= force.equipment
            and (not self.vehicles or (force.vehicle is not None and force.vehicle.usable and force.vehicle.type in self.vehicles))
            and (not self.teams or force.team_type in self.teams)
        )

    @property
    def said(self) -> str:
        """The need in words."""
        if self.words:
            return self.words
        parts = sorted(label_of(skill) for skill in self.skills)
        return tr("、").join(parts) if parts else tr("力量")


# Why somebody cannot be ranked by road, as one word: no position, one from another town or country, no road from there, or nobody
# knows where the case is.
CANNOT = ("no_position", "far", "no_road", "no_place")


@dataclass(frozen=True, slots=True)
class Offer:
    """One force for a case. ``seconds`` and ``metres`` are by road, with the walk to the road and the storeys; None where unknown.

    ``available`` is whether they may be proposed: free, with a position that leads here. ``chosen`` is the number of the need that
    they are proposed for, None for those not proposed. ``reasons`` are sentences, the most important first; ``warnings`` those of
    them that must not be overlooked.
    """

    force: Force
    seconds: float | None
    metres: float | None
    available: bool
    cannot: str = ""
    chosen: int | None = None
    fits: tuple[int, ...] = ()  # numbers of the needs that they meet
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def time_said(self) -> str:
        """The time in words."""
        return tr("时间不明") if self.seconds is None else seconds_words(self.seconds)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The answer for a case: all forces on duty, the proposed ones first, then the free by time, then the busy by time.

    ``covers`` says for each need who meets it, with their vehicle and team; ``short`` which needs nobody free can meet, and who
    could.
    """

    offers: tuple[Offer, ...] = ()
    needs: tuple[Need, ...] = ()
    short: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())
    covers: tuple[str, ...] = ()

    @property
    def chosen(self) -> tuple[Offer, ...]:
        """Those proposed, the first to arrive first."""
        return tuple(o for o in self.offers if o.chosen is not None)

    def of(self, force: int) -> Offer | None:
        """Return the offer of one force."""
        return next((o for o in self.offers if o.force.id == force), None)
