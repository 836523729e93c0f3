"""The sections of the page Partners."""
