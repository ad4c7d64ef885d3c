"""Figures of speed and memory, each against a peer or a bound measured in the same run."""
