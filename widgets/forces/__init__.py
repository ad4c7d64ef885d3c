"""Forces: who is where, what one does, shifts, patrols, grids, and the gateway that their positions come through."""
