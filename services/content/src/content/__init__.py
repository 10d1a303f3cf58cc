"""Content: what is told, to whom, and how it is corrected."""
