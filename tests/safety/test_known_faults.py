"""The look-up of pinned packages in a list of known faults: which versions a record means, and what is said where there is none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest
from packaging.version import Version

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / ".ci" / "known-faults"


@pytest.fixture(scope="module")
def script():
    """The script as a module."""
    loader = SourceFileLoader("known_faults", str(SCRIPT))
    module = module_from_spec(spec_from_loader("known_faults", loader))
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # beside the script there is to be nothing
    try:
        loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = before
    return module


def record(name, *events, id="PYSEC-2026-1", **more):
    affected = {"package": {"ecosystem": "PyPI", "name": name}, "ranges": [{"type": "ECOSYSTEM", "events": list(events)}]}
    return {"id": id, "summary": "runs what it reads", "modified": "2026-11-20T00:00:00Z", "affected": [affected], **more}


def run(tmp_path, *records, **environment):
    """Run the look-up as CI does, with records in a folder; return status and what is said."""
    folder = tmp_path / "list"
    folder.mkdir(exist_ok=True)
    for number, one in enumerate(records):
        (folder / f"{number}.json").write_text(json.dumps(one), encoding="utf-8")
    given = {"WATCHROOM_ADVISORIES": str(folder), **environment}
    home = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": "", "OSV_SCANNER_LOCAL_DB_CACHE_DIRECTORY": "", **given}
    done = subprocess.run([sys.executable, str(SCRIPT)], env=home, capture_output=True, text=True, check=False)
    assert not done.stderr
    return done.returncode, done.stdout


def test_a_fault_of_a_pinned_version_stops_ci(tmp_path):
    status, said = run(tmp_path, record("Click", {"introduced": "0"}))
    assert status == 1
    assert "click" in said
    assert "PYSEC-2026-1 runs what it reads" in said
    assert "of 2026-11-20" in said or "newest of 2026-11-20" in said


@pytest.mark.parametrize("one", [
    record("click", {"introduced": "0"}, {"fixed": "0.1"}), record("not-ours", {"introduced": "0"}),
    record("click", {"introduced": "0"}, withdrawn="2026-01-01T00:00:00Z"), record("click", {"introduced": "99.0"}),
    record("click", {"introduced": "no version"}),
])  # fmt: skip
def test_what_is_mended_taken_back_or_of_others_does_not(tmp_path, one):
    status, said = run(tmp_path, one)
    assert status == 0
    assert ": 0 in " in said


def test_without_a_list_it_is_said_that_nothing_was_looked_up(tmp_path):
    status, said = run(tmp_path, WATCHROOM_ADVISORIES="")
    assert status == 0
    assert "skipped" in said
    assert str(tmp_path / ".cache" / "osv-scanner" / "PyPI" / "all.zip") in said


def test_the_list_that_osv_scanner_keeps_is_used(tmp_path):
    kept = tmp_path / ".cache" / "osv-scanner" / "PyPI" / "all.zip"
    kept.parent.mkdir(parents=True)
    with zipfile.ZipFile(kept, "w") as packed:
        packed.writestr("PYSEC-2026-1.json", json.dumps(record("click", {"introduced": "0"})))
    status, said = run(tmp_path, WATCHROOM_ADVISORIES="")
    assert status == 1
    assert str(kept) in said


@pytest.mark.parametrize("named", ["gone", "broken.zip", "empty"])
def test_a_list_that_is_named_and_cannot_be_read_is_no_clean_bill(tmp_path, named):
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 cut off")
    status, _said = run(tmp_path, WATCHROOM_ADVISORIES=str(tmp_path / named))
    assert status == 2


@pytest.mark.parametrize(("version", "inside"), [
    ("0.9", False), ("1.0", True), ("1.4", True), ("1.5", False), ("2.1", True), ("2.2", False),
])  # fmt: skip
def test_ranges_count_in_whatever_order_they_are_told(script, version, inside):
    events = [{"fixed": "1.5"}, {"introduced": "2.0"}, {"introduced": "1.0"}, {"last_affected": "2.1"}]
    assert script.within(events, Version(version)) is inside


def test_versions_that_are_named_count(script):
    assert script.concerns({"versions": ["1.2"]}, "1.2")
    assert not script.concerns({"versions": ["1.2"]}, "1.3")


def test_a_fault_that_was_judged_is_let_through(script, tmp_path, monkeypatch, capsys):
    (tmp_path / "0.json").write_text(json.dumps(record("click", {"introduced": "0"}, aliases=["CVE-2026-7"])), encoding="utf-8")
    (tmp_path / "accepted").write_text("# judged\nCVE-2026-7  we never call it\n", encoding="utf-8")
    monkeypatch.setenv(script.VARIABLE, str(tmp_path))
    assert script.main() == 1
    monkeypatch.setattr(script, "ACCEPTED", tmp_path / "accepted")
    assert script.main() == 0
    assert "PYSEC-2026-1" in capsys.readouterr().out


def test_what_is_installed_is_looked_up_with_what_installs_it(script):
    assert {"click", "pyside6", "sqlcipher3", "pip"} <= script.pins().keys()
    assert all(Version(version) for version in script.pins().values())
