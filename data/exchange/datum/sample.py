"""Points of a file as it writes them, with what of the station each row names."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
MOST = 300  # points that are tried


@dataclass(frozen=True)
class Sample:
    """Coordinates as written, the first one where longitude or east is expected; all arrays have the same length.

    ``fixed`` marks those whose axes the file itself names (by N, E, 东经 ...), ``spelt`` those written in degrees, minutes
    and seconds. ``named`` is the id of the building that the row's address names, -1 where it names none. ``stored_lon``
    and ``stored_lat`` are where the station has the same record already (WGS-84), NaN where it has not. ``said`` is the
    datum that the file itself names, "" where it names none; ``by_rule`` that its format prescribes, which is a weaker word.
    ``ordered`` says that headings or format tell which number is the longitude.
    """

    x: Floats
    y: Floats
    fixed: Flags
    spelt: Flags
    named: npt.NDArray[np.int64]
    stored_lon: Floats
    stored_lat: Floats
    said: str = ""
    by_rule: str = ""
    ordered: bool = True

    def __len__(self) -> int:
        return len(self.x)

    @property
    def in_degrees(self) -> bool:
        """Whether most numbers are small enough to be degrees."""
        return bool(len(self.x)) and float(np.nanmedian(np.maximum(np.abs(self.x), np.abs(self.y)))) <= 180.0


def bare_sample(x: npt.ArrayLike, y: npt.ArrayLike, *, said: str = "", by_rule: str = "") -> Sample:
    """Return a sample of points of which nothing is known but where they are; at most `MOST`, spread over all."""
    one, other = np.ravel(np.asarray(x, float)), np.ravel(np.asarray(y, float))
    good = np.flatnonzero(np.isfinite(one) & np.isfinite(other))
    chosen = good[np.linspace(0, len(good) - 1, min(MOST, len(good))).astype(int)] if len(good) else good
    count = len(chosen)
    nothing, nowhere = np.zeros(count, dtype=bool), np.full(count, np.nan)
    return Sample(one[chosen], other[chosen], nothing, nothing.copy(), np.full(count, -1, dtype=np.int64), nowhere, nowhere.copy(),
                  said, by_rule)  # fmt: skip
