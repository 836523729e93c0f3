"""The sections of the page Follow-up."""
