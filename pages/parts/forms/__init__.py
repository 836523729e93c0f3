"""Forms of records: their questions, and what happens when two people save one."""
