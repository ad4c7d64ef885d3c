"""A model of which nothing tells the building: the person says it in the window."""

from __future__ import annotations

import pytest

from data.errors import InvalidValue
from data.exchange.conversation import Arrivals, carry_out, compare, listen, mean_building
from tests.models.conftest import house, model_of


@pytest.fixture
def unknown(town, tower, save):
    """A parcel with a model whose name and place say nothing, compared."""
    with Arrivals() as arrivals:
        (parcel,) = arrivals.take([save(house(), "模型一.glb")])
        yield compare(town, listen(town, arrivals.open(parcel)))


def test_it_asks_which_building(unknown):
    assert "哪栋建筑" in unknown.parts[0].trouble


def test_what_the_person_says_is_taken(town, tower, unknown):
    parcel = compare(town, mean_building(town, unknown, 0, "B8"))
    assert parcel.parts[0].trouble == ""
    carry_out(town, parcel, "t")
    assert model_of(town, tower) is not None


def test_a_name_that_no_building_has_is_told(town, unknown):
    with pytest.raises(InvalidValue, match="没有这样的楼"):
        mean_building(town, unknown, 0, "没有这样的楼")


def test_nothing_said_leaves_it_to_the_file(town, unknown):
    parcel = compare(town, mean_building(town, mean_building(town, unknown, 0, "B8"), 0, ""))
    assert "哪栋建筑" in parcel.parts[0].trouble
