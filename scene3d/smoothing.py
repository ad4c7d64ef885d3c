"""How edges are smoothed: by samples of each pixel, or afterwards in the picture where samples take too long.

Afterwards is FXAA (T. Lottes, "FXAA", NVIDIA 2009), VTK's own. Without a graphics card four samples a pixel cost three times what a
picture of a street costs without; FXAA costs a third more. Of long edges it makes as much; a town far away, whose houses are a
few pixels each, needs samples.
"""

from __future__ import annotations

from typing import Any

from vtkmodules.vtkRenderingCore import vtkRenderer

from scene3d.camera import Projection

NEAR = 0.3  # metres a pixel at what is looked at; nearer, edges of houses are long lines
ENDS = 4  # steps in which FXAA looks for the ends of an edge; more cost as much again and are not seen


def well_afterwards(view: Projection) -> bool:
    """Whether what is seen is near enough for its edges to be smoothed afterwards as well as by samples."""
    return view.metres_per_pixel() < NEAR


def smooth(window: Any, renderer: vtkRenderer, samples: int, *, afterwards: bool) -> None:
    """Smooth by so many samples of a pixel (0: not at all) from the next picture on, or ``afterwards`` instead."""
    afterwards = afterwards and samples > 0
    samples = 0 if afterwards else samples
    if window.GetMultiSamples() != samples:
        window.SetMultiSamples(samples)
    options = renderer.GetFXAAOptions()
    options.SetEndpointSearchIterations(ENDS)
    options.SetUseHighQualityEndpoints(False)  # a tenth of its time, for less than an eye sees
    if bool(renderer.GetUseFXAA()) != afterwards:
        renderer.SetUseFXAA(afterwards)
