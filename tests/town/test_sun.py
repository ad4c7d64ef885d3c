"""Where the sun stands, against what astronomers publish."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from data.town import sun
from data.town.sun import sun_at

CHINA = timezone(timedelta(hours=8))


def test_declination_and_equation_of_time_are_those_of_meeus():
    """Examples 25.a and 28.b: 1992 October 13, 0 h dynamical time."""
    import math

    t = (2448908.5 - 2451545) / 36525
    assert math.degrees(sun._declination(t)) == pytest.approx(-7.78507, abs=1e-4)
    assert sun._equation_of_time(t) == pytest.approx(13 + 42.6 / 60, abs=0.01)


def test_it_is_highest_in_the_south_at_noon():
    """At Beijing on the solstice: 90 degrees less latitude plus the tilt of the ecliptic."""
    found = sun_at(116.4, 39.9, datetime(2024, 6, 21, 12, 16, tzinfo=CHINA))
    assert found.height == pytest.approx(90 - 39.9 + 23.44, abs=0.05)
    assert found.bearing == pytest.approx(180, abs=2)


def test_south_of_the_equator_it_stands_in_the_north_at_noon():
    bearing = sun_at(151.2, -33.9, datetime(2024, 6, 21, 2, 0, tzinfo=UTC)).bearing
    assert (bearing + 180) % 360 == pytest.approx(180, abs=5)


@pytest.mark.parametrize(("clock", "east"), [((7, 32), True), ((18, 18), False)])
def test_it_rises_in_the_east_and_sets_in_the_west(clock, east):
    """Kunming on 22 November: the almanac has the sun's upper limb rise at 7:31 and set at 18:18."""
    found = sun_at(102.74, 25.05, datetime(2026, 11, 22, *clock, tzinfo=CHINA))
    assert found.height == pytest.approx(0, abs=0.8)
    assert (found.bearing < 180) == east
