"""What things are called on screen: areas, levels, verdicts."""

from __future__ import annotations

from geodata.department.names import area_title, level_word

__all__ = ["SIGNS", "area_title", "level_word"]

SIGNS = {"met": "✓ met", "cannot tell": "? cannot tell", "not met": "–", "notice only": "• notice"}
"""Each verdict as a sign and a word: a colour only repeats it."""
