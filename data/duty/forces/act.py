"""What a force member does or is told: its shift and the deployment that it is on follow, whoever asks."""

from __future__ import annotations

from data.duty.forces.moves import forces, move
from data.duty.forces.shifts import clock_in, clock_out
from data.duty.forces.states import after
from data.records import ChangeSet
from data.store import Station

# What a step of a force is called for its deployment.
OF_DEPLOYMENT = {
    ("sent", "set_off"): "leave", ("sent", "arrive"): "arrive", ("on_the_way", "arrive"): "arrive", ("sent", "release"): "call_off",
    ("on_the_way", "release"): "call_off", ("on_scene", "release"): "clear",
}  # fmt: skip


def act(station: Station, force_id: int, verb: str, *, who: str) -> ChangeSet:
    """Carry out a verb of `data.duty.forces.states` that needs no case; case and deployment follow where there is one.

    Raises
    ------
    NotAllowed
        If the state does not allow it; the sentence says what can be done.
    BadInput
        If there is no such force member.
    """
    if verb in ("clock_in", "clock_out"):
        return (clock_in if verb == "clock_in" else clock_out)(station, [force_id], who=who)
    force = forces(station, [force_id])[0]
    step = OF_DEPLOYMENT.get((str(force["duty"]), verb))
    if step is not None and after(force["duty"], verb) is not None:
        from data.duty.incidents.flow import move_deployment, open_case_of

        deployment = open_case_of(station, force_id)
        if deployment is not None:
            return move_deployment(station, deployment.id, step, who=who)
    return move(station, force_id, verb, who=who)
