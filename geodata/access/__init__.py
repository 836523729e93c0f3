"""The language access plan of a department: its tables, its own paragraphs on record, the paper."""
