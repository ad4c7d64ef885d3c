"""Readers of foreign bytes in a process of their own, limited in time, memory and output; only JSON and numbers come back."""

from data.isolated.apart import Answer, Failed, Limits, limits_for, read_apart

__all__ = ["Answer", "Failed", "Limits", "limits_for", "read_apart"]
