"""The sections of the page Meetings."""
