"""Parts of the page Public papers."""
