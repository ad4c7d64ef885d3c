"""The closed loop of a task as a table: which verb leads from which state to which."""

from __future__ import annotations

from dataclasses import dataclass

from data.i18n import tr

# The one who hands out assigns (or issues what already names its assignee), verifies and closes; the assignee signs for it,
# starts, feeds back, or returns it. Returning what was fed back sends it back to the one who hands out, who issues it again
# or closes it. Assigning to somebody else begins the loop anew: the new assignee has to sign.
MOVES: dict[str, dict[str, str]] = {
    "draft": {"assign": "issued", "issue": "issued"},
    "issued": {"sign": "signed", "assign": "issued", "return": "returned"},
    "signed": {"start": "in_progress", "feedback": "fed_back", "assign": "issued", "return": "returned"},
    "in_progress": {"feedback": "fed_back", "assign": "issued", "return": "returned"},
    "fed_back": {"verify": "verified", "return": "returned"},
    "verified": {"close": "closed"},
    "returned": {"assign": "issued", "issue": "issued", "close": "closed"},
    "closed": {},
}
OPEN_STATES = tuple(state for state in MOVES if state != "closed")
IN_HAND = ("issued", "signed", "in_progress")  # what the assignee still has to do


@dataclass(frozen=True, slots=True)
class Verb:
    """What can be done with a task: ``needs_text`` asks for words (what was found, why it is returned)."""

    name: str
    needs_text: bool = False
    needs_assignee: bool = False

    @property
    def label(self) -> str:
        """What its button says."""
        return _labels()[self.name]


VERBS: dict[str, Verb] = {
    v.name: v
    for v in (
        Verb("assign", needs_assignee=True), Verb("issue"), Verb("sign"), Verb("start"), Verb("feedback", needs_text=True),
        Verb("verify"), Verb("close"), Verb("return", needs_text=True),
    )
}  # fmt: skip


SUPERVISE = Verb("supervise", needs_text=True)  # no step of the loop: the task stays where it is, see `data.duty.supervision`


def verbs(state: str) -> tuple[Verb, ...]:
    """Return what can be done in a state, the usual step first."""
    return tuple(VERBS[name] for name in MOVES.get(state, {}))


def after(state: str, verb: str) -> str | None:
    """Return the state that a verb leads to, None where it may not be done."""
    return MOVES.get(state, {}).get(verb)


def _labels() -> dict[str, str]:
    return {
        "assign": tr("布置"), "issue": tr("下发"), "sign": tr("签收"), "start": tr("开始办理"), "feedback": tr("反馈"),
        "verify": tr("核验"), "close": tr("办结"), "return": tr("退回"), "supervise": tr("督办"),
    }  # fmt: skip
