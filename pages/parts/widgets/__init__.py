"""What pages are made of: maps, tables, charts, controls and downloads."""
