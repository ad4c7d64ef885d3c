"""The page that replays a period: its time line, its events, and playing it."""
