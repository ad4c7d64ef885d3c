"""Keeps from being loaded with pyvista what draws charts and what checks types: they take 0.3 s of every start."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

PLOT, CANVAS = "matplotlib.pyplot", "matplotlib.backends.backend_agg"


def put_off_charts() -> None:
    """Have what pyvista's charts need loaded when the first chart is made; nothing happens where it is loaded already."""
    if PLOT not in sys.modules and CANVAS not in sys.modules:
        plot = sys.modules[PLOT] = _Later(PLOT)
        import_module("matplotlib").pyplot = plot  # type: ignore[attr-defined]
        sys.modules[CANVAS] = _Canvas(CANVAS)


@contextmanager
def without_mypy() -> Iterator[None]:
    """Let pyvista not load the type checker to be its plug-in: it does where one is installed, and nobody checks types here."""
    if "mypy" in sys.modules:
        yield
        return
    sys.modules["mypy"] = None  # type: ignore[assignment]  # what Python takes for "there is none"
    try:
        yield
    finally:
        del sys.modules["mypy"]


class _Later(ModuleType):
    """Stands where a module will be: what is asked of it loads that, which takes its place."""

    def __getattr__(self, name: str) -> Any:
        """Ask the module itself."""
        if name.startswith("__"):  # the import system looks for these, and nobody else
            raise AttributeError(name)
        return getattr(_real(self.__name__), name)


class _Canvas(_Later):
    """pyvista takes the one class out of this by name when it is loaded, and makes one of it for a chart."""

    class FigureCanvasAgg:
        """Becomes matplotlib's class of this name when the first one is made."""

        def __new__(cls, *args: Any, **kwargs: Any) -> Any:
            """Load what was put off."""
            return _real(CANVAS).FigureCanvasAgg(*args, **kwargs)


def _real(name: str) -> ModuleType:
    for later in (PLOT, CANVAS):  # both go at once: they load each other
        if isinstance(sys.modules.get(later), _Later):
            del sys.modules[later]
    return import_module(name)
