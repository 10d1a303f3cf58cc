"""Pages: a badge as people read it."""
