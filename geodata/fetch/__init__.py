"""Census tables, tracts and beat maps from the public sources."""
