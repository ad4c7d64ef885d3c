"""Reminders that are heard: a sound is asked for where there is a loudspeaker, and it is told where there is none."""

import sys
import wave
from types import ModuleType, SimpleNamespace
from typing import ClassVar

import pytest

from app import sound
from app.task_watch import TaskWatch


class Effect:
    """Keeps what is asked of Qt's player."""

    played: ClassVar[list[str]] = []

    def setSource(self, url):
        self.url = url

    def setVolume(self, _volume):
        pass

    def play(self):
        self.played.append(self.url.toLocalFile())


@pytest.fixture
def speaker(monkeypatch, qapp):
    """Give the machine a loudspeaker or none, and return what was played, with the bells as "bell"."""

    def make(there):
        module = ModuleType("PySide6.QtMultimedia")
        module.QSoundEffect = Effect
        module.QMediaDevices = SimpleNamespace(defaultAudioOutput=lambda: SimpleNamespace(isNull=lambda: not there))
        monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", module)
        monkeypatch.setattr(Effect, "played", [])
        monkeypatch.setattr(sound.QApplication, "beep", lambda: Effect.played.append("bell"))
        monkeypatch.setattr(sound, "_playing", [])
        return Effect.played

    return make


@pytest.mark.parametrize(("late", "name"), [(False, "soon.wav"), (True, "late.wav")])
def test_a_reminder_is_played(speaker, late, name):
    played = speaker(True)
    assert sound.ring(late=late)
    assert [path.rsplit("/", 1)[-1] for path in played] == [name]


def test_without_a_loudspeaker_the_bell_is_rung_and_it_says_so(speaker):
    played = speaker(False)
    assert not sound.ring(late=True)
    assert played == ["bell"]


@pytest.mark.parametrize(("late", "seconds"), [(False, 0.16), (True, 0.31)])
def test_the_file_holds_a_tone(qapp, late, seconds):
    with wave.open(str(sound.sound_file(late))) as tone:
        assert tone.getnframes() / tone.getframerate() == pytest.approx(seconds, abs=0.001)
        assert any(tone.readframes(2000))


@pytest.fixture
def watch(qapp, monkeypatch):
    """A watch whose station is not asked for anything, and what it told."""
    told = []
    workspace = SimpleNamespace(tell=lambda level, sentence: told.append(sentence))
    clock = SimpleNamespace(now=lambda: None)
    made = TaskWatch(SimpleNamespace(workspace=workspace, live=SimpleNamespace(clock=clock)))
    yield made, told
    made.close()


def test_who_chooses_a_sound_hears_it_and_reads_nothing(speaker, watch):
    played, (made, told) = speaker(True), watch
    made.try_sound()
    assert (len(played), told) == (1, [])


def test_who_chooses_a_sound_on_a_mute_machine_is_told_each_time(speaker, watch):
    speaker(False)
    made, told = watch
    made.try_sound()
    made.try_sound()
    assert len(told) == 2
    assert "没有声音输出" in told[0]


def test_reminders_on_a_mute_machine_say_it_once(speaker, watch):
    speaker(False)
    made, told = watch
    made._ring(late=True)
    made._ring(late=False)
    assert len(told) == 1
