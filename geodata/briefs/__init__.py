"""Briefs of places: what is known of an area, of several together or of a drawn shape, on one page."""
