"""A feed for the GIS desk: the department's maps by OGC API - Features, to whoever has a key."""
