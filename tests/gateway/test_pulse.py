"""How the gateway does at the moment, as the top bar tells it."""

from __future__ import annotations

from data.gateway.counts import Counts
from data.gateway.pulse import REFUSED, Pulse


def test_positions_of_the_last_minute_are_counted():
    pulse, counts = Pulse(), Counts()
    pulse.feel(counts, 0, "", 0.0)
    counts.taken = 500
    pulse.feel(counts, 2, "", 100.0)
    counts.taken = 620
    beat = pulse.feel(counts, 2, "", 130.0)
    assert (beat.state, beat.devices, beat.a_minute) == ("open", 2, 120)


def test_a_refusal_is_pointed_at_for_five_minutes():
    pulse, counts = Pulse(), Counts()
    pulse.feel(counts, 1, "", 0.0)
    counts.refuse("token", "10.0.0.7")
    at_once, later = pulse.feel(counts, 1, "", 2.0), pulse.feel(counts, 1, "", 3.0 + REFUSED)
    assert [(b.state, b.refused) for b in (at_once, later)] == [("refusing", 1), ("open", 0)]


def test_what_is_dropped_comes_before_what_is_refused():
    pulse, counts = Pulse(), Counts()
    pulse.feel(counts, 1, "", 0.0)
    counts.refuse("token", "10.0.0.7")
    counts.dropped = 9
    assert pulse.feel(counts, 1, "", 2.0).state == "dropping"
