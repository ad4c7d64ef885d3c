"""A quicker start: nothing that is loaded while the program starts is garbage, so the collector of cycles rests meanwhile.

It would look through all modules some dozen times, which is a tenth of the time until the town can be clicked.
"""

from __future__ import annotations

import gc

LONGEST = 10_000  # milliseconds after which it works again though no town was shown


def rest() -> None:
    """Let the collector rest; `wake` must follow."""
    gc.disable()


def wake() -> None:
    """Let the collector work, on what is made from now on."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
