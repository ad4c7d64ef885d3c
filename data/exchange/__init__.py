"""Files in and out: places, tables, export."""
