"""The steps of the story, one module a chapter."""
