"""The closed loop as a table."""

from __future__ import annotations

import pytest

from data.duty import IN_HAND, OPEN_STATES, VERBS, after, verbs
from data.duty.states import MOVES
from data.i18n import read_catalogue
from data.kinds import builtin_kinds


def test_the_table_knows_exactly_the_states_of_the_declaration():
    declared = [c.value for c in builtin_kinds()["task"].field("state").choices]
    assert set(MOVES) == set(declared)
    assert {state for moves in MOVES.values() for state in moves.values()} <= set(declared)


def test_every_state_can_be_reached_and_every_open_one_can_be_closed():
    reached, edge = {"draft"}, ["draft"]
    while edge:
        new = set(MOVES[edge.pop()].values()) - reached
        reached |= new
        edge += new
    assert reached == set(MOVES)
    closing = {"closed"}
    while grown := {s for s, moves in MOVES.items() if set(moves.values()) & closing} - closing:
        closing |= grown
    assert closing == set(MOVES)


@pytest.mark.parametrize(
    ("state", "verb", "then"),
    [
        ("draft", "issue", "issued"),
        ("issued", "sign", "signed"),
        ("signed", "start", "in_progress"),
        ("in_progress", "feedback", "fed_back"),
        ("fed_back", "verify", "verified"),
        ("fed_back", "return", "returned"),
        ("verified", "close", "closed"),
        ("returned", "issue", "issued"),
    ],
)
def test_the_usual_way(state, verb, then):
    assert after(state, verb) == then


@pytest.mark.parametrize(
    ("state", "verb"), [("draft", "sign"), ("issued", "close"), ("closed", "issue"), ("verified", "return"), ("fed_back", "sign")]
)
def test_no_short_cuts(state, verb):
    assert after(state, verb) is None


def test_buttons_of_a_state_have_labels_in_both_languages():
    english = read_catalogue("en")
    for verb in VERBS.values():
        assert english[verb.label]
    assert verbs("issued")[0].name == "sign"
    assert verbs("closed") == ()


def test_what_is_in_hand_is_open():
    assert set(IN_HAND) < set(OPEN_STATES) == set(MOVES) - {"closed"}
