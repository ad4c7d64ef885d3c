"""A computer that shuts down ends the program as its window's cross does."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app import ended_outside, run
from data.store import Station
from data.store.opening import CONSOLE

ROOT = Path(__file__).parents[2]
ENDED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from app import run

class Shown(run.Console):
    def show(self):
        super().show()
        QTimer.singleShot(0, lambda: os.kill(os.getpid(), signal.SIGTERM))

run.Console = Shown
sys.exit(run.run_console(Path(sys.argv[1])))
"""


REFUSING = """
import os, signal, sys
from PySide6.QtCore import QTimer
from app.ended_outside import EndedOutside, ended
from app.recovery import show_recovery
from app.start import application

app = application()
outside = EndedOutside(app)
QTimer.singleShot(0, lambda: os.kill(os.getpid(), signal.SIGTERM))
show_recovery("AAAAA-BBBBB-CCCCC", "金沙")
print(ended())
outside.close()
"""


@pytest.fixture
def asked_to_end(qapp):
    qapp.setProperty(ended_outside.ENDED, True)
    yield
    qapp.setProperty(ended_outside.ENDED, None)


@pytest.mark.screen
@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells windows that the computer shuts down, which Qt follows")
def test_a_console_that_is_asked_to_end_ends_well(town):
    path = town.path
    town.close()
    done = subprocess.run([sys.executable, "-c", ENDED, path], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    with Station.open(path, hold=CONSOLE) as station:
        assert not station.left_by_crash


@pytest.mark.screen
@pytest.mark.skipif(sys.platform == "win32", reason="as above")
def test_a_question_that_refuses_to_go_unanswered_does_not_keep_the_program():
    done = subprocess.run([sys.executable, "-c", REFUSING], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "True")


def test_then_no_console_is_opened_anew(qapp, asked_to_end, town, monkeypatch):
    path = town.path
    town.close()
    shown = []

    def show(station, **_how):
        station.close()
        shown.append(station)
        return (lambda: Station.open(path, hold=CONSOLE)) if len(shown) == 1 else None

    monkeypatch.setattr(run, "_one_station", show)
    assert run._run_console(qapp, path, None) == 0
    assert len(shown) == 1
    with Station.open(path, hold=CONSOLE) as station:  # nobody holds it
        assert not station.read_only


def test_then_no_window_asks_which_station_to_open(qapp, asked_to_end):
    assert run._asked(qapp) is None


def test_what_a_signal_did_before_it_does_again(qapp):
    before = [signal.getsignal(number) for number in ended_outside.SIGNALS]
    heard = ended_outside.EndedOutside(qapp)
    during = [signal.getsignal(number) for number in ended_outside.SIGNALS]
    heard.close()
    assert set(during).isdisjoint(before)
    assert [signal.getsignal(number) for number in ended_outside.SIGNALS] == before
