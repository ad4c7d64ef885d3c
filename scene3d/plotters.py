"""Plotters without a window of their own: what they render is read from memory."""

from __future__ import annotations

from typing import Any

from scene3d.no_charts import put_off_charts, without_mypy


def new_plotter(width: int, height: int) -> Any:
    """Return a plotter that renders so many pixels, without lights; end it with `end_plotter`."""
    put_off_charts()
    with without_mypy():
        import pyvista
    return pyvista.Plotter(off_screen=True, window_size=[width, height], lighting="none")


def end_plotter(plotter: Any) -> None:
    """Let go of a plotter, its window, and the window's connection to the screen.

    VTK's window and its interactor hold each other, and pyvista parts them only where the window was shown.
    """
    window = plotter.render_window
    plotter.close()
    if window is not None:
        window.SetInteractor(None)
