"""The sections of the page Materials."""
