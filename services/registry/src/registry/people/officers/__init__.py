"""Officers: the civil servants who speak under their own names, and their numbers."""
