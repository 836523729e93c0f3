"""People and what may ask in their place: keys."""
