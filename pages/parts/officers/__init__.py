"""The sections of the pages Bilingual coverage, Roster and Recruiting."""
