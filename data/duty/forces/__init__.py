"""Forces: their states, shifts, places and how good these still are, who is free, patrols, and coverage of the grids."""

from data.duty.forces.grids import GridNow, bare_grids, grids_now
from data.duty.forces.moves import edit_for, move, move_all
from data.duty.forces.positions import set_by_hand, store, tracks
from data.duty.forces.roster import ForceNow, free_forces, roster
from data.duty.forces.shifts import ShiftRow, clock_in, clock_out, plan_shift, shift_table
from data.duty.forces.skills import label_of, skill_named, skills_in
from data.duty.forces.standing import Standing, age_said, standing
from data.duty.forces.states import ON_CASE, ON_DUTY, STATES, TONES, VERBS, after, verbs

__all__ = [
    "ON_CASE", "ON_DUTY", "STATES", "TONES", "VERBS", "ForceNow", "GridNow", "ShiftRow", "Standing", "after", "age_said",
    "bare_grids", "clock_in", "clock_out", "edit_for", "free_forces", "grids_now", "label_of", "move", "move_all", "plan_shift",
    "roster", "set_by_hand", "shift_table", "skill_named", "skills_in", "standing", "store", "tracks", "verbs",
]  # fmt: skip
