"""The brief of a place on one page: what is told, and how it stands on a sheet."""
