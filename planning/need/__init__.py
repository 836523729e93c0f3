"""How many people of an area need a language, with every error."""
