"""Make the pictures of the manual that can be taken without a window: the demo station, and pages of it (``pages``).

The others (search, task form, import, settings) are taken from the running console and kept beside these.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
SHOWN = "金沙小区5栋"  # the building that stands open in the pictures
LARGEST = 590_000  # bytes


def watchroom(*args: str) -> str:
    """Run a command of the program and return what it prints; a failure ends the run with its own message."""
    command = [sys.executable, "-m", "app", *args]
    env = {**os.environ, "LOGNAME": "demo"}  # whom the mark of a picture names
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8", cwd=HERE.parent.parent, env=env).stdout


def wishes(building: str) -> dict[str, list[str]]:
    """Return each picture's name with the options of ``watchroom shot`` that make it; ``.en`` ones are in English."""
    opened = ["--building", building, "--storey", "3"]
    return {
        "console.png": ["--view", "console", "--size", "1600x900", *opened],
        "console.en.png": ["--view", "console", "--size", "1600x900", *opened],
        "building.png": ["--view", "overview", "--size", "1440x810", *opened],
        "plan.png": ["--view", "plan", "--size", "1440x810"],
        "wall.png": ["--view", "wall", "--size", "1920x540"],
        "dark.png": ["--view", "console", "--size", "1600x900", "--theme", "dark", *opened],
    }


def shrink(picture: Path) -> None:
    """Write the picture again with as many bits a colour as fit under `LARGEST`; a palette would lose the rare colours."""
    with Image.open(picture) as full:
        whole = full.convert("RGB")
    for bits in (8, 6, 5):
        step = 2 ** (8 - bits)
        rounded = [min(255, (value + step // 2) // step * step) for value in range(256)]
        whole.point(rounded * 3).save(picture, optimize=True)
        if picture.stat().st_size <= LARGEST:
            return


def main() -> None:
    """Make a fresh demo station and take every picture of it."""
    with tempfile.TemporaryDirectory() as folder:
        station = str(Path(folder) / "demo.station")
        watchroom("demo", "--out", station, "--no-open")
        found = json.loads(watchroom("find", station, SHOWN, "--kind", "building", "--limit", "1", "--json"))
        for name, options in wishes(str(found[0]["id"])).items():
            watchroom("--lang", "en" if ".en." in name else "zh", "shot", station, str(HERE / name), *options)
            shrink(HERE / name)
        for language in ("zh", "en"):
            subprocess.run([sys.executable, str(HERE / "pages.py"), station, str(HERE), language, "light"], check=True)


if __name__ == "__main__":
    main()
