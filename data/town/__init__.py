"""The town's geometry in local metres: frame, datums, buildings, storeys, rooms, sight."""
