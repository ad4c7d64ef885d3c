"""A virtual screen for one test process: the keyboard goes to one window of a screen, so two processes cannot share it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

SIZE = "1920x1080x24"


class Screen:
    """An Xvfb of one's own, where it is installed; otherwise the screen there is, or none."""

    def __init__(self) -> None:
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and point Qt at it; without one Qt takes its offscreen platform, which has no OpenGL."""
        if sys.platform.startswith("linux") and shutil.which("Xvfb") and not os.environ.get("WATCHROOM_TEST_DISPLAY"):
            os.environ["DISPLAY"] = self._start()
            os.environ["QT_QPA_PLATFORM"] = "xcb"
        elif sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

    def _start(self) -> str:
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", SIZE, "+extension", "GLX", "-nolisten", "tcp"]
        self._server = subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as told:
            return ":" + told.readline().strip()

    def stop(self) -> None:
        """End the server."""
        if self._server is not None:
            self._server.terminate()
            self._server.wait(10)
            self._server = None


def has_opengl() -> bool:
    """Whether windows can show the 3D view."""
    return os.environ.get("QT_QPA_PLATFORM") != "offscreen"
