"""A disk that is full is told as such, and not as a damaged file."""

from __future__ import annotations

import errno
import zipfile

import pytest

from data.errors import BadInput
from data.exchange.places import unpack


def test_a_full_disk_is_no_fault_of_the_zip(tmp_path, monkeypatch):
    path = tmp_path / "maps.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.geojson", "{}")

    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(unpack, "_write", full)
    with pytest.raises(BadInput, match="磁盘满了"), unpack.unzipped(path):
        pass
