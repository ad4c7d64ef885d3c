"""Incidents on the screen: taking a call, the card of a case, the board of what waits."""
