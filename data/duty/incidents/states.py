"""The life of a case and of each force sent to it, as tables: which verb leads from which state to which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.i18n import tr

# A force that was sent leaves, arrives and clears; one that forgets to say that it left may arrive all the same.
DEPLOYMENT_MOVES: dict[str, dict[str, str]] = {
    "sent": {"leave": "on_the_way", "arrive": "on_scene", "call_off": "called_off"},
    "on_the_way": {"arrive": "on_scene", "call_off": "called_off"},
    "on_scene": {"clear": "cleared", "call_off": "called_off"},
    "cleared": {},
    "called_off": {},
}
# A case goes as far as the furthest of those who were sent to it; the verbs that both have are done to all of them at once. One
# that nobody has to go to is closed as it is, and one that breaks out again is opened again.
CASE_MOVES: dict[str, dict[str, str]] = {
    "reported": {"send": "sent", "close": "closed"},
    "sent": {"leave": "on_the_way", "arrive": "on_scene", "send": "sent", "call_off": "reported"},
    "on_the_way": {"arrive": "on_scene", "send": "on_the_way", "call_off": "reported"},
    "on_scene": {"clear": "cleared", "send": "on_scene"},
    "cleared": {"close": "closed", "send": "sent"},
    "closed": {"reopen": "reported"},
}
CASE_STATES = tuple(CASE_MOVES)
OPEN_CASES = tuple(state for state in CASE_MOVES if state != "closed")
UNDER_WAY = ("sent", "on_the_way", "on_scene")  # of a case and of a deployment: somebody is occupied with it
# The moment that a case or a deployment keeps when it comes into a state.
CASE_STAMPS = {
    "reported": "reported_at", "sent": "sent_at", "on_the_way": "left_at", "on_scene": "arrived_at", "cleared": "cleared_at",
    "closed": "ended_at",
}  # fmt: skip
DEPLOYMENT_STAMPS = {
    "sent": "sent_at", "on_the_way": "left_at", "on_scene": "arrived_at", "cleared": "cleared_at", "called_off": "cleared_at",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CaseVerb:
    """What can be done with a case or with one deployment."""

    name: str
    key: str = ""  # the one key that does it where the keyboard is on the case

    @property
    def label(self) -> str:
        """What its button says."""
        return _labels()[self.name]


CASE_VERBS: dict[str, CaseVerb] = {
    v.name: v
    for v in (
        CaseVerb("send", "P"), CaseVerb("leave", "L"), CaseVerb("arrive", "D"), CaseVerb("clear", "C"), CaseVerb("close", "J"),
        CaseVerb("call_off", "Z"), CaseVerb("reopen", "K"),
    )
}  # fmt: skip


def case_verbs(state: str | None) -> tuple[CaseVerb, ...]:
    """Return what can be done with a case in a state, the usual step first."""
    return tuple(CASE_VERBS[name] for name in CASE_MOVES.get(state or "reported", {}))


def deployment_verbs(state: str | None) -> tuple[CaseVerb, ...]:
    """Return what can be done with a deployment in a state, the usual step first."""
    return tuple(CASE_VERBS[name] for name in DEPLOYMENT_MOVES.get(state or "sent", {}))


def state_by(deployments: Iterable[str]) -> str | None:
    """Return how far a case is by the states of those who were sent to it; None where nobody was."""
    states = list(deployments)
    if not states:
        return None
    for furthest in ("on_scene", "on_the_way", "sent"):
        if furthest in states:
            return furthest
    return "cleared" if "cleared" in states else "reported"


def _labels() -> dict[str, str]:
    return {
        "send": tr("派警"), "leave": tr("出发"), "arrive": tr("到场"), "clear": tr("处置完毕"), "close": tr("办结警情"),
        "call_off": tr("召回"), "reopen": tr("重新打开"),
    }  # fmt: skip
