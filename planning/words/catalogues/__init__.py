"""The template of the public's strings, and the drafts that come with the product."""
