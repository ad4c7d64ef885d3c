"""What a start does not wait for: the modules that the first window needs load none of these."""

from __future__ import annotations

import subprocess
import sys

WINDOW = "import app.run, app.console, app.drawer_pages, scene3d.view, widgets.layers_panel, widgets.records.task_board"
LATER = ("scipy", "pypinyin", "pyqtgraph", "calamine", "pyogrio", "osmium", "rapidfuzz", "aiohttp", "cryptography", "asyncio",
         "data.exchange.importer", "data.exchange.addresses", "data.gateway.server", "matplotlib.figure")  # fmt: skip


NO_WINDOW = ("PySide6", "scipy", "pypinyin", "pyogrio", "osmium", "calamine", "cryptography", "asyncio", "data.exchange.importer")


def test_a_command_without_a_window_loads_neither_qt_nor_graphs():
    script = f"import app.cli; import sys; print([n for n in {NO_WINDOW!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_sources_of_what_a_window_loads_are_not_read():
    script = (
        "from app.loading import load_fast; load_fast(); import app.run, linecache;"
        "print([n for n in linecache.cache if '/widgets/' in n])"
    )  # fmt: skip
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_first_window_loads_no_more_than_it_shows():
    script = f"{WINDOW}; import sys; print([n for n in {LATER!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
