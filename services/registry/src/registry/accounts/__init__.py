"""Social accounts and the proof that they are somebody's own."""
