from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scene3d.camera import Eye, Projection, around, between, centred, lowered, overview, within, zoomed

EXTENT = (-300.0, -200.0, 300.0, 200.0)
eyes = st.builds(
    Eye,
    st.floats(-200, 200),
    st.floats(-200, 200),
    st.floats(0, 30),
    st.floats(30, 1500),
    st.floats(0, 360),
    st.floats(10, 90),
    st.booleans(),
)


@given(eyes, st.floats(100, 700), st.floats(250, 580))
def test_a_pixel_and_its_ground_point_belong_together(eye, x, y):
    projection = Projection(eye, 800, 600)
    point = projection.on_plane(x, y)
    if point is not None and np.linalg.norm(point - eye.position) < 1e5:
        assert projection.pixels(point)[0, :2] == pytest.approx([x, y], abs=0.01)


@given(eyes)
def test_the_target_is_in_the_middle(eye):
    assert Projection(eye, 800, 600).pixels(eye.target)[0, :2] == pytest.approx([400, 300])


def test_the_projection_is_that_of_vtk():
    import pyvista

    from scene3d.scene import TownScene

    plotter = pyvista.Plotter(off_screen=True, window_size=[640, 480], lighting="none")
    for eye in (Eye(30, -20, 5, 400, 33, 35), Eye(30, -20, 5, 400, 33, 90, True)):
        TownScene(plotter, "light").place(eye)
        point = (80.0, 60.0, 25.0)
        plotter.renderer.SetWorldPoint(*point, 1.0)
        plotter.renderer.WorldToDisplay()
        x, y, _ = plotter.renderer.GetDisplayPoint()
        assert Projection(eye, 640, 480).pixels(point)[0, :2] == pytest.approx([x, 480 - y], abs=1.0)
    plotter.close()


@given(eyes.filter(lambda e: not e.parallel), st.floats(0.5, 2.0))
def test_zooming_keeps_the_ground_under_the_pointer(eye, factor):
    eye = replace(eye, up=0.0)
    held = Projection(eye, 800, 600).on_plane(250, 480)
    after = Projection(zoomed(eye, factor, held), 800, 600)
    assert after.pixels(held)[0, :2] == pytest.approx([250, 480], abs=0.01)


@given(eyes)
def test_the_eye_never_gets_under_the_ground_or_lost(eye):
    kept = within(replace(eye, east=eye.east * 90, distance=eye.distance * 50, pitch=-40), EXTENT)
    assert kept.position[2] >= 1.69
    assert abs(kept.east) < 500
    assert kept.distance < 3000


@pytest.mark.parametrize("size", [(1400, 850), (3840, 1080), (600, 900)])
@pytest.mark.parametrize("parallel", [False, True])
def test_the_overview_sees_every_corner(size, parallel):
    eye = overview(EXTENT, size, bearing=20, pitch=90 if parallel else 40, parallel=parallel)
    corners = [(x, y, 0) for x in EXTENT[::2] for y in EXTENT[1::2]]
    at = Projection(eye, *size).pixels(corners)
    assert (at[:, :2] > 0).all()
    assert (at[:, :2] < size).all()


def test_the_overview_keeps_clear_of_the_panels():
    eye = overview(EXTENT, (1400, 850), (300, 50, 400, 100), pitch=50)
    at = Projection(eye, 1400, 850).pixels([(x, y, 0) for x in EXTENT[::2] for y in EXTENT[1::2]])
    assert at[:, 0].min() > 295
    assert at[:, 0].max() < 1005


@pytest.mark.parametrize("bearing", range(0, 360, 45))
def test_the_town_keeps_below_a_bar_at_the_top_all_the_way_round(bearing):
    size, centre = (3840, 1080), np.zeros(3)
    roofs = np.array([[np.hypot(300, 200), 60.0]])
    eye = lowered(overview(EXTENT, size, (0, 96, 0, 20), fill=1.2), centre, roofs, size, 96)
    turned = around(eye, centre, bearing)
    at = Projection(turned, *size).pixels([(x, y, 60.0) for x in EXTENT[::2] for y in EXTENT[1::2]])
    assert at[:, 1].min() > 94
    assert Projection(turned, *size).pixels(centre)[0] == pytest.approx(Projection(eye, *size).pixels(centre)[0])


def test_what_is_flown_to_comes_to_the_middle_of_the_free_part():
    eye = centred(Eye(10, 20, 0, 300, 15, 45), (1000, 800), (0, 0, 400, 0))
    assert Projection(eye, 1000, 800).pixels((10, 20, 0))[0, :2] == pytest.approx([300, 400], abs=15)


def test_a_flight_turns_the_short_way():
    assert between(Eye(bearing=350), Eye(bearing=20), 0.5).bearing == pytest.approx(5)
