"""Reports of faults say where and never what; they stay here until they are deleted."""

from __future__ import annotations

import logging
import subprocess
import sys

import pytest

from app import crashes
from app.faults import report, start_log
from data.paths import user_folder

SECRETS = ("张伟", "13901234567", "990102199001011234", "金沙小区5栋301")


@pytest.fixture(autouse=True)
def nothing_reported(monkeypatch):
    monkeypatch.setattr(crashes, "_reported", set())


def fail():
    """Raise a fault whose messages, causes, notes and local values are full of people."""
    name, phone = SECRETS[0], SECRETS[1]
    try:
        {"name": name}[phone]
    except KeyError as error:
        error.add_note(SECRETS[2])
        raise ValueError(f"{name} {phone} {SECRETS[3]}") from error


def faulty():
    try:
        fail()
    except ValueError as error:
        return error


def holds_no_secret(text):
    return not any(secret in text for secret in SECRETS)


def test_a_report_holds_no_value():
    report(faulty(), lambda *_: None)
    assert holds_no_secret("".join(r.text for r in crashes.reports()))


def test_a_report_tells_what_it_was_and_where():
    report(faulty(), lambda *_: None)
    text = crashes.reports()[0].text
    assert "builtins.KeyError" in text and "builtins.ValueError" in text and "test_crashes.py:" in text and " fail" in text


def test_a_report_names_versions():
    crashes.write_report(faulty())
    assert "Watchroom " in crashes.reports()[0].text and "PySide6 6" in crashes.reports()[0].text


def test_the_notice_holds_no_value():
    told = []
    report(faulty(), lambda _level, sentence: told.append(sentence))
    assert holds_no_secret(told[0])


def test_the_log_holds_no_value():
    root = logging.getLogger()
    before = list(root.handlers)
    start_log()
    try:
        logging.getLogger("data.x").error("background work failed", exc_info=faulty())
    finally:
        for handler in set(root.handlers) - set(before):
            root.removeHandler(handler)
            handler.close()
    text = (user_folder() / "watchroom.log").read_text(encoding="utf-8")
    assert "ValueError" in text and holds_no_secret(text)


def test_the_same_fault_is_reported_once():
    for _ in range(3):
        crashes.write_report(faulty())
    assert len(crashes.reports()) == 1


def test_old_reports_go(monkeypatch):
    monkeypatch.setattr(crashes, "MOST", 2)
    for kind in (ValueError, KeyError, TypeError):
        crashes.write_report(kind(SECRETS[0]))
    assert len(crashes.reports()) == 2


@pytest.mark.parametrize(
    ("path", "short"),
    [("/home/zhangwei/app/venv/lib/python3.11/site-packages/shapely/io.py", "shapely/io.py"), ("/home/zhangwei/x.py", "x.py")],
)
def test_paths_name_nobody(path, short):
    assert crashes.short_path(path) == short


CRASH = """
import ctypes
from app import crashes
crashes.watch_hard_crashes()
name = "张伟"
ctypes.string_at(0)
"""


def test_a_crash_of_native_code_leaves_a_report():
    done = subprocess.run([sys.executable, "-c", CRASH], capture_output=True, check=False)
    assert done.returncode != 0
    text = crashes.reports()[0].text
    assert "ctypes/__init__.py" in text and holds_no_secret(text)


def test_a_process_that_ends_well_leaves_none():
    subprocess.run([sys.executable, "-c", "from app import crashes; crashes.rest(crashes.watch_hard_crashes())"], check=True)
    assert crashes.reports() == []


def test_a_process_that_was_killed_leaves_none():
    killed = "import os, signal; from app import crashes; crashes.watch_hard_crashes(); os.kill(os.getpid(), signal.SIGKILL)"
    subprocess.run([sys.executable, "-c", killed], check=False)
    assert crashes.reports() == []


def test_a_report_can_be_deleted_on_its_page(qtbot):
    from widgets.backups.crash_page import CrashPage
    from widgets.parts.button import Button

    crashes.write_report(faulty())
    page = CrashPage(crashes.reports(), lambda _: "今天")
    qtbot.addWidget(page)
    page.deleted.connect(lambda path: path.unlink())
    next(b for b in page.findChildren(Button) if b.text() == "删除").click()
    assert crashes.reports() == []


