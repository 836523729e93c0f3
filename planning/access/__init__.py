"""The language access plan: its sections, its figures with their sources, and what it says."""
