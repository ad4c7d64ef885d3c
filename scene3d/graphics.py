"""Whether there is a graphics card, asked before there is a map: it decides how the map comes onto the screen."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QOffscreenSurface, QOpenGLContext

SOFTWARE = ("llvmpipe", "softpipe", "swiftshader", "software rasterizer", "swr", "gdi generic", "microsoft basic render")
GL_RENDERER = 0x1F01


@cache
def has_card() -> bool:
    """Whether OpenGL draws on a graphics card; False where it computes every pixel itself, or is not there at all."""
    return is_card(_renderer())


def is_card(renderer: str) -> bool:
    """Whether what OpenGL calls its renderer, or tells of itself, is a graphics card; "" is none."""
    told = renderer.lower()
    return bool(told) and not any(name in told for name in SOFTWARE)


def _renderer() -> str:
    """Return what OpenGL calls its renderer, "" where there is no OpenGL. There must be a QApplication."""
    context, surface = QOpenGLContext(), QOffscreenSurface()
    surface.create()
    if not (surface.isValid() and context.create() and context.makeCurrent(surface)):
        return ""
    try:
        return str(context.functions().glGetString(GL_RENDERER))
    finally:
        context.doneCurrent()
