"""Tools of the map: what a hand does on it beside moving it, from measuring to drawing."""
