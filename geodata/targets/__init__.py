"""Targets on record, beside what the department has done."""
