"""Gates of compounds and schools with their hours, some of which let in nobody but people on foot at night."""

from __future__ import annotations

from data.demo.book import Book

# (hours, who is let through when it is closed, seconds until it is opened); by turns.
HOURS = (
    (None, "all", None),
    ("06:00-23:00", "foot", 20),
    ("06:30-22:30", "nobody", 45),
    (None, "all", None),
    ("周一至周五 7:00-19:00；周末 关闭", "nobody", 60),
)
KEEPERS = ("门卫室", "物业值班室", "保安岗亭")


def add_gates(book: Book) -> list[int]:
    """Write a gate for each gap in a wall of the plan, by turns with other hours."""
    found = []
    for number, (at, name) in enumerate(book.plan.gates):
        hours, after, wait = HOURS[number % len(HOURS)]
        found.append(
            book.rows.add(
                "gate",
                name=name,
                code=f"M-{book.numbers.count('gate'):03d}",
                category="arm" if number % 3 else "gate",
                passes="all",
                hours=hours,
                after_hours=after,
                wait=wait,
                keeper=KEEPERS[number % len(KEEPERS)],
                geometry=at,
            )
        )
    return found
