"""Records: what was planned, promised and done. SQLite in the department folder, or PostgreSQL by ``DATABASE_URL``."""
