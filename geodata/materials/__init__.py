"""The road from a department, its rule and its records to what is to be translated and printed."""
