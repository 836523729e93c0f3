"""Answers as maps for other programs: GeoPackage, GeoJSON, GeoParquet, and a table to join by id."""
