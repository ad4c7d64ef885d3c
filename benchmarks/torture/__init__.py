"""What a station file must stand: kills, power cuts, flipped bits, and files that were made to harm."""
