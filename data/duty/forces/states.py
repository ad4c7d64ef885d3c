"""The state of a force member as a table: which verb leads from which state to which."""

from __future__ import annotations

from dataclasses import dataclass

from data.i18n import tr

# Who is free is sent; who is on another case or busy is sent elsewhere only on purpose ("divert"). Release makes free again,
# wherever one stands in a case; clocking out comes after that, so that nobody goes home with an open case in hand.
MOVES: dict[str, dict[str, str]] = {
    "off": {"clock_in": "free"},
    "free": {"send": "sent", "occupy": "busy", "clock_out": "off"},
    "sent": {"set_off": "on_the_way", "arrive": "on_scene", "release": "free", "divert": "sent"},
    "on_the_way": {"arrive": "on_scene", "release": "free", "divert": "sent"},
    "on_scene": {"release": "free", "occupy": "busy", "divert": "sent"},
    "busy": {"release": "free", "clock_out": "off", "divert": "sent"},
}
STATES = ("free", "sent", "on_the_way", "on_scene", "busy", "off")  # as they are listed
ON_DUTY = ("free", "sent", "on_the_way", "on_scene", "busy")
ON_CASE = ("sent", "on_the_way", "on_scene")  # has a case in hand
TONES = {"free": "calm", "sent": "soon", "on_the_way": "soon", "on_scene": "accent", "busy": "soon", "off": "quiet"}


@dataclass(frozen=True, slots=True)
class ForceVerb:
    """What a force member can do or be told; ``needs_case`` sends somewhere."""

    name: str
    needs_case: bool = False

    @property
    def label(self) -> str:
        """What its button says."""
        return _labels()[self.name]


VERBS: dict[str, ForceVerb] = {
    v.name: v
    for v in (
        ForceVerb("clock_in"), ForceVerb("send", needs_case=True), ForceVerb("divert", needs_case=True), ForceVerb("set_off"),
        ForceVerb("arrive"), ForceVerb("release"), ForceVerb("occupy"), ForceVerb("clock_out"),
    )
}  # fmt: skip


def verbs(state: str | None) -> tuple[ForceVerb, ...]:
    """Return what can be done in a state, the usual step first; no state is off duty."""
    return tuple(VERBS[name] for name in MOVES.get(state or "off", {}))


def after(state: str | None, verb: str) -> str | None:
    """Return the state that a verb leads to, None where it may not be done."""
    return MOVES.get(state or "off", {}).get(verb)


def _labels() -> dict[str, str]:
    return {
        "clock_in": tr("签到上岗"), "send": tr("派出"), "divert": tr("改派"), "set_off": tr("出发"), "arrive": tr("到场"),
        "release": tr("归队待命"), "occupy": tr("标为忙碌"), "clock_out": tr("签退下班"),
    }  # fmt: skip
