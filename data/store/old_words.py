"""Values of code lists that mean something else today: what an earlier file says is said in today's words, and journalled."""

from __future__ import annotations

from sqlcipher3.dbapi2 import Connection

from data.store.journal import Group


def case_states(connection: Connection) -> list[Group]:
    """Let cases that were under way say so: "sent" was all between sending and arrival, and is now only until somebody leaves."""
    ids = [row[0] for row in connection.execute("""SELECT id FROM "case" WHERE state = 'sent' ORDER BY id""")]
    if not ids:
        return []
    connection.execute("""UPDATE "case" SET state = 'on_the_way' WHERE state = 'sent'""")
    return [Group("change", "case", ids, [[{"state": "sent"}, {"state": "on_the_way"}]] * len(ids))]
