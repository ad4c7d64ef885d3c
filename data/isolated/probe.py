"""A reader that misbehaves as told: what a limit is worth is tried with it."""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from data.errors import BadInput
from data.isolated.readers import Report
from data.isolated.wire import Array


def misbehave(asked: dict[str, Any], report: Report) -> tuple[Any, Sequence[Array]]:
    """Do what is asked: answer, crash, hang, eat memory, print too much, or fail in one of two ways."""
    how = asked["how"]
    report(1, 2)
    if how == "crash":
        ctypes.string_at(0)
    elif how == "abort":
        os.abort()
    elif how == "hang":
        time.sleep(3600)
    elif how == "spin":
        while True:
            pass
    elif how == "eat":
        return len(bytearray(64 << 30)), []
    elif how == "flood":
        return "", [np.zeros(asked["bytes"], np.uint8)]
    elif how == "complain":
        raise BadInput(asked["words"])
    elif how == "fail":
        raise KeyError("x")
    elif how == "environment":
        return sorted(os.environ), []
    return asked, [np.arange(6, dtype=np.float32).reshape(2, 3)]
