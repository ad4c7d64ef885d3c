"""Protocol cards: those that come with the program make sense, and a station's own take their place."""

from __future__ import annotations

import pytest

from data.duty.forces.skills import known
from data.duty.incidents.protocol import ANY, built_in, card_for, keep_protocol, parse_protocol, usual_severity
from data.errors import BadInput

OWN = """
type = "noise"
label = "本所噪音预案"
within = 9
send = [{ count = 2, roles = ["volunteer"], zh = "楼长 2 名" }]
ask = ["是不是广场舞？"]
"""


def test_every_type_has_a_card_in_both_languages(still):
    types = {c.value for c in still.station.kinds["case"].field("type").choices}
    assert set(built_in()) == types | {ANY}
    for protocol in built_in().values():
        lines = [w.line for p in (protocol.base, *protocol.more) for w in p.send]
        lines += [line for p in (protocol.base, *protocol.more) for line in (*p.ask, *p.do, *p.tell)]
        assert all(line.labels["zh"] and line.labels["en"] for line in lines)


def test_cards_want_only_what_forces_can_be(still):
    kinds = still.station.kinds
    roles = {c.value for c in kinds["force"].field("role").choices}
    things = {c.value for c in kinds["equipment"].field("type").choices}
    wanted = [w for protocol in built_in().values() for p in (protocol.base, *protocol.more) for w in p.send]
    assert {r for w in wanted for r in w.roles} <= roles
    assert {s for w in wanted for s in w.skills} <= set(known())
    assert {e for w in wanted for e in w.equipment} <= things


def test_a_detailed_type_adds_its_questions_and_takes_its_own_forces(still):
    plain, ill = card_for(still.station, "help"), card_for(still.station, "help", "help.ill", "urgent")
    assert set(plain.ask) < set(ill.ask)
    assert ill.ask[0] not in plain.ask
    assert [sorted(n.skills) for n in ill.needs] == [["first_aid"], []]


def test_a_grave_case_of_a_harmless_type_gets_what_every_grave_case_gets(still):
    assert card_for(still.station, "noise", "", "major").within == 5
    assert card_for(still.station, "noise").within == 25


def test_the_usual_severity_goes_by_the_detailed_type(still):
    asked = (("help",), ("help", "help.ill"), ("weapons",), ("weapons", "weapons.knife"))
    assert [usual_severity(still.station, *of) for of in asked] == ["normal", "urgent", "major", "urgent"]


def test_a_stations_own_card_takes_the_place_of_ours(desk):
    assert keep_protocol(desk.station, OWN, who="所长") == "noise"
    card = card_for(desk.station, "noise")
    assert (card.title, card.within, card.ask, card.own) == ("本所噪音预案", 9, ("是不是广场舞？",), True)
    keep_protocol(desk.station, OWN.replace("9", "7"), who="所长")
    assert card_for(desk.station, "noise").within == 7


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("type = ", "TOML"), ('label = "x"', "type"), ('type = "flying"\nlabel = "x"', "flying"),
        (OWN + "colour = 1\n", "colour"), (OWN + '[[more]]\nsubtypes = ["theft.shop"]\n', "theft.shop"),
        (OWN + '[[more]]\nseverities = ["huge"]\n', "urgent"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_told(text, said):
    with pytest.raises(BadInput, match=said):
        parse_protocol(text, "own.toml")


def test_a_card_may_want_vehicles_and_teams_of_types_that_there_are():
    text = OWN.replace('roles = ["volunteer"]', 'vehicles = ["van"], teams = ["response"]')
    need = parse_protocol(text, "本所").base.send[0].need
    assert (need.vehicles, need.teams) == ({"van"}, {"response"})
    with pytest.raises(BadInput, match="飞船"):
        parse_protocol(text.replace('"van"', '"飞船"'), "本所")
