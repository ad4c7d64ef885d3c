"""Heights and storeys that nobody wrote down."""

import numpy as np
import pytest

from data.town.heights import complete_heights


def one(height=np.nan, storeys=np.nan, base=0.0, area=200.0, use=""):
    done = complete_heights([height], [storeys], [base], [area], [use])
    return float(done.height[0]), int(done.storeys[0]), bool(done.height_assumed[0]), bool(done.storeys_assumed[0])


@pytest.mark.parametrize(("use", "height"), [("residential", 18.0), ("commercial", 21.6), ("", 21.6)])
def test_height_from_storeys_depends_on_use(use, height):
    assert one(storeys=6, use=use) == (pytest.approx(height), 6, True, False)


def test_storeys_from_height():
    assert one(height=18, use="residential") == (18.0, 6, False, True)


def test_storeys_of_a_raised_building_count_from_its_base():
    assert one(height=18, base=9, use="residential")[1] == 3


def test_what_is_known_stays():
    assert one(height=25, storeys=4) == (25.0, 4, False, False)


@pytest.mark.parametrize(("area", "use", "storeys"), [(200, "", 3), (39, "", 1), (900, "industrial", 1), (200, "residential", 3)])
def test_stated_defaults(area, use, storeys):
    assert one(area=area, use=use)[1:] == (storeys, True, True)


def test_a_height_below_the_base_is_no_height():
    height, _, assumed, _ = one(height=2, base=5)
    assert assumed
    assert height > 5


def test_low_things_have_one_storey():
    assert one(height=1.0)[1] == 1
