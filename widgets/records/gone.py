"""What a page says of a record that is not there: deleted, or, at a past moment, not there yet."""

from __future__ import annotations

from data.i18n import tr
from data.store.station import Station


def gone_words(station: Station) -> tuple[str, str]:
    """Return a title, and what the person can do."""
    if getattr(station, "moment", None) is not None:  # a station looked at in time
        return tr("那时没有这条记录"), tr("它是后来才有的，或已不在；回到现在再看，或点后退。")
    return tr("这条记录已经删除"), tr("点后退回到上一处，或按 Ctrl+Z 撤销删除。")
