"""A short sound for a reminder: QtMultimedia where it loads and there is a device, else the bell of the desktop."""

from __future__ import annotations

import logging
import math
import struct
import wave
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication

from data.paths import user_folder

RATE = 22_050  # samples a second
SOON, LATE = ((660.0, 0.16),), ((880.0, 0.13), (0.0, 0.05), (880.0, 0.13))  # (hertz, seconds) one after the other
log = logging.getLogger(__name__)
_playing: list[object] = []  # a sound ends when nothing holds it


def ring(*, late: bool) -> bool:
    """Let a reminder be heard, late ones twice; whether it came from a loudspeaker. Else it is the bell, which may be silent."""
    played = _play(late)
    if not played:
        QApplication.beep()
    return played


def _play(late: bool) -> bool:
    """Play through QtMultimedia; whether that worked. It needs libpulse, which a bare system does not have."""
    try:
        from PySide6.QtMultimedia import QMediaDevices, QSoundEffect
    except ImportError as error:
        log.info("no QtMultimedia, reminders use the desktop's bell: %s", error)
        return False
    if QMediaDevices.defaultAudioOutput().isNull():
        return False
    effect = QSoundEffect()
    effect.setSource(QUrl.fromLocalFile(str(sound_file(late))))
    effect.setVolume(0.5)
    _playing[:] = [effect]
    effect.play()
    return True


def sound_file(late: bool) -> Path:
    """Return the sound as a file, written when it is first wanted."""
    path = user_folder() / ("late.wav" if late else "soon.wav")
    if not path.exists():
        with wave.open(str(path), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE)
            out.writeframes(b"".join(_tone(hertz, seconds) for hertz, seconds in (LATE if late else SOON)))
    return path


def _tone(hertz: float, seconds: float) -> bytes:
    """Return a tone that swells and fades, so that it does not click."""
    count = int(RATE * seconds)
    swell = [math.sin(math.pi * i / count) for i in range(count)]
    return struct.pack(f"<{count}h", *(int(9000 * s * math.sin(2 * math.pi * hertz * i / RATE)) for i, s in enumerate(swell)))
