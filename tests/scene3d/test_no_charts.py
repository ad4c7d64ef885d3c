"""What pyvista loads for its charts is put off, and there when a chart is made."""

from __future__ import annotations

import subprocess
import sys

LOADED = "import sys; import scene3d.canvas; print([n for n in ('matplotlib.figure', 'mypy') if n in sys.modules])"
CHART = """
import os
os.environ["MPLBACKEND"] = "agg"
import scene3d.canvas, pyvista
print(type(pyvista.ChartMPL()._canvas).__module__)
"""


def said(script: str) -> str:
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()


def test_the_map_comes_without_what_draws_charts():
    assert said(LOADED) == "[]"


def test_a_chart_of_pyvista_still_finds_it():
    assert said(CHART) == "matplotlib.backends.backend_agg"
