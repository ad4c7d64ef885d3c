"""Edges: by samples of a pixel, or afterwards in the picture where samples take too long."""

import pytest
from vtkmodules.vtkRenderingCore import vtkRenderer
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderer  # noqa: F401 - makes vtkRenderer one that draws

from scene3d.camera import Eye, Projection
from scene3d.scene import TownScene
from scene3d.smoothing import well_afterwards

STREET = Projection(Eye(0.0, 0.0, 2.0, 120.0, 0.0, 7.0), 1600, 900)
TOWN = Projection(Eye(0.0, 0.0, 0.0, 9000.0, 0.0, 40.0), 1600, 900)


class Window:
    """As much of a window of VTK as is asked here."""

    def __init__(self, told):
        self.told, self.samples, self.set = told, 4, 0

    def ReportCapabilities(self):
        return self.told

    def GetState(self):
        return None

    def GetMultiSamples(self):
        return self.samples

    def SetMultiSamples(self, samples):
        self.samples, self.set = samples, self.set + 1


class Plotter:
    def __init__(self, told):
        self.renderer, self.render_window = vtkRenderer(), Window(told)


@pytest.fixture(params=["llvmpipe (LLVM 15.0.6, 256 bits)", "NVIDIA H100"], ids=["no card", "card"])
def scene(request):
    found = TownScene(Plotter(f"OpenGL renderer string: {request.param}"), "light")
    found.learn_graphics()
    return found


def drawn(scene):
    return scene.plotter.render_window.samples, bool(scene.renderer.GetUseFXAA())


def test_a_street_without_a_card_is_smoothed_afterwards(scene):
    scene.smooth(8, STREET)
    slow = "llvmpipe" in scene.plotter.render_window.told
    assert drawn(scene) == ((0, True) if slow else (8, False))


def test_a_town_far_away_gets_samples_and_no_more_than_are_drawn(scene):
    scene.smooth(8, STREET)
    scene.smooth(8, TOWN)
    slow = "llvmpipe" in scene.plotter.render_window.told
    assert drawn(scene) == ((4, False) if slow else (8, False))


def test_what_moves_is_not_smoothed(scene):
    scene.smooth(0, STREET)
    assert drawn(scene) == (0, False)


def test_the_same_again_sets_nothing_anew(scene):
    scene.smooth(8, STREET)
    before = scene.plotter.render_window.set
    scene.smooth(8, STREET)
    assert scene.plotter.render_window.set == before


def test_near_is_what_fills_pixels():
    assert (well_afterwards(STREET), well_afterwards(TOWN)) == (True, False)
