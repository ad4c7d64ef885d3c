"""VTK actors of baked meshes: no lights, colours as they are, walls with their repeating picture."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from vtkmodules.vtkCommonDataModel import vtkImageData, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkTexture
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLTexture  # noqa: F401 - registers the OpenGL classes behind the names above

from scene3d.arrays import shared_array
from scene3d.meshes.facade import picture
from scene3d.meshes.mesh import Mesh, mesh, polydata
from scene3d.meshes.pit import Hole

# How far a thing steps back behind the chosen one: mixed towards the ground's colour in the fragment shader, so that
# nothing has to be coloured or sent again.
SHADE = (14, 22, 40)  # what shadows are painted with
_STEP_BACK = "//VTK::TCoord::Impl\n  gl_FragData[0].rgb = mix(gl_FragData[0].rgb, backColour, back);\n"

# What is solid has no clear places to look for: VTK's question for them at the end of each fragment keeps the depth from being
# written early, which without a graphics card takes a quarter of the time of a picture.
_CLEAR, _NEVER = "if (gl_FragData[0].a <= 0.0)", "if (false)"

# The light of the hour on what is drawn: a factor on its colour, before its picture.
_TONE = "//VTK::Light::Impl\n  gl_FragData[0].rgb *= tone;\n"

# A hole in what is drawn, a rectangle with a direction, for looking under the ground.
_HOLE_VERTEX = (
    ("//VTK::PositionVC::Dec", "//VTK::PositionVC::Dec\nout vec2 onGround;\n"),
    ("//VTK::PositionVC::Impl", "//VTK::PositionVC::Impl\n  onGround = vertexMC.xy;\n"),
)
_HOLE_FRAGMENT = (
    ("//VTK::PositionVC::Dec", "//VTK::PositionVC::Dec\nin vec2 onGround;\n"),
    ("//VTK::Color::Impl", "  vec2 away = onGround - holeAt.xy;\n  vec2 turned = abs(vec2(dot(away, holeAt.zw), "
     "dot(away, vec2(-holeAt.w, holeAt.z))));\n  if (all(lessThan(turned, holeHalf))) discard;\n//VTK::Color::Impl\n"),
)


def mesh_actor(of: Mesh, *, facade: str = "", theme: str = "light", visible_back: bool = True) -> vtkActor:
    """Return the actor of a mesh; ``facade`` names its picture."""
    actor = plain_actor(polydata(of))
    actor.GetProperty().SetBackfaceCulling(not visible_back)
    if of.colours.shape[1] == 4:
        actor.ForceTranslucentOn()
    else:
        solid(actor)
    if facade:
        actor.SetTexture(facade_texture(facade, theme))
    return actor


def plain_actor(data: vtkPolyData) -> vtkActor:
    """Return an unlit actor that shows the colours of the points."""
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(data)
    mapper.SetColorModeToDirectScalars()
    mapper.SetScalarModeToUsePointData()
    mapper.SetStatic(True)
    # What lies on the graphics card are local metres, which `cut_open` asks for. Said from the start: a shift that VTK chose for
    # the first picture stays with what it has uploaded, whatever is said later.
    mapper.SetVBOShiftScaleMethod(0)
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.GetProperty().LightingOff()
    actor.PickableOff()
    return actor


def solid(actor: vtkActor) -> vtkActor:
    """Draw an actor as one that can be seen through nowhere, which is quicker."""
    actor.GetShaderProperty().AddFragmentShaderReplacement(_CLEAR, True, _NEVER, False)
    return actor


def can_step_back(actor: vtkActor) -> vtkActor:
    """Give the actor the uniforms that `step_back` sets."""
    shader = actor.GetShaderProperty()
    shader.AddFragmentShaderReplacement("//VTK::TCoord::Impl", True, _STEP_BACK, False)
    step_back(actor, 0.0, np.zeros(3))
    return actor


def step_back(actor: vtkActor, share: float, colour: npt.NDArray[np.float64]) -> None:
    """Mix the actor's colours towards a colour (3,) 0..255."""
    uniforms = actor.GetShaderProperty().GetFragmentCustomUniforms()
    uniforms.SetUniformf("back", float(share))
    uniforms.SetUniform3f("backColour", [float(c) / 255 for c in colour])


def set_tone(actor: vtkActor, factors: npt.NDArray[np.float64], *, first: bool) -> None:
    """Let the actor be seen in a light: factors on red, green and blue; ``first`` where it had none before."""
    shader = actor.GetShaderProperty()
    if first:
        shader.AddFragmentShaderReplacement("//VTK::Light::Impl", True, _TONE, False)
    shader.GetFragmentCustomUniforms().SetUniform3f("tone", [float(f) for f in factors])


def cut_open(actor: vtkActor, hole: Hole | None, *, first: bool) -> None:
    """Leave a turned rectangle out of what the actor draws, at all heights; ``first`` where it was never cut before."""
    shader = actor.GetShaderProperty()
    if first:
        for tag, code in _HOLE_VERTEX:
            shader.AddVertexShaderReplacement(tag, True, code, False)
        for tag, code in _HOLE_FRAGMENT:
            shader.AddFragmentShaderReplacement(tag, True, code, False)
    uniforms = shader.GetFragmentCustomUniforms()
    at, along, half = (hole.centre, hole.along, hole.half) if hole is not None else ((0.0, 0.0), (1.0, 0.0), (-1.0, -1.0))
    uniforms.SetUniform4f("holeAt", [*at, *along])
    uniforms.SetUniform2f("holeHalf", list(half))


@lru_cache(maxsize=32)
def _facade_image(name: str, theme: str, windows: str) -> vtkImageData:
    return image_of(picture(name, theme, windows))


def facade_texture(name: str, theme: str, windows: str = "") -> vtkTexture:
    """Return a fresh texture of a facade; its picture is shared. ``windows`` as in `scene3d.meshes.facade.picture`."""
    texture = vtkTexture()
    texture.SetInputData(_facade_image(name, theme, windows))
    texture.RepeatOn()
    texture.InterpolateOn()
    texture.MipmapOn()
    texture.SetMaximumAnisotropicFiltering(4)
    return texture


def image_of(pixels: npt.NDArray[np.uint8]) -> vtkImageData:
    """Return VTK's image of (h, w, channels) 0..255, row 0 at the bottom."""
    image = vtkImageData()
    height, width, channels = pixels.shape
    image.SetDimensions(width, height, 1)
    image.GetPointData().SetScalars(shared_array(pixels.reshape(-1, channels)))
    return image


def shadow_actor(opacity: npt.NDArray[np.uint8], extent: tuple[float, float, float, float], height: float) -> vtkActor:
    """Return the quad that darkens the ground by a picture of opacities."""
    data = polydata(_sheet(extent, height), colours=False)
    pixels = np.full((*opacity.shape, 2), 255, np.uint8)  # light and opacity: half of what colours would take to the card
    pixels[..., 1] = opacity
    texture = vtkTexture()
    texture.SetInputData(image_of(pixels))
    texture.InterpolateOn()
    texture.MipmapOn()
    texture.SetMaximumAnisotropicFiltering(1)  # along the ground to the horizon more would take seconds without a card
    texture.RepeatOff()
    actor = plain_actor(data)
    actor.GetMapper().ScalarVisibilityOff()
    actor.GetProperty().SetColor(*(part / 255 for part in SHADE))
    actor.SetTexture(texture)
    actor.ForceTranslucentOn()
    return actor


def _sheet(extent: tuple[float, float, float, float], height: float, pieces: int = 32) -> Mesh:
    """Return a level rectangle in pieces: over one huge triangle the depth is too coarse to stay apart from what is below."""
    west, south, east, north = extent
    u, v = (g.ravel() for g in np.meshgrid(np.linspace(0, 1, pieces + 1), np.linspace(0, 1, pieces + 1)))
    points = np.column_stack([west + u * (east - west), south + v * (north - south), np.full(len(u), height)])
    column, row = (g.ravel() for g in np.meshgrid(np.arange(pieces), np.arange(pieces)))
    first = row * (pieces + 1) + column
    a, b, c, d = first, first + 1, first + pieces + 2, first + pieces + 1
    return mesh(
        points, np.concatenate([np.column_stack([a, b, c]), np.column_stack([a, c, d])]), (0, 0, 0), -1, np.column_stack([u, v])
    )
