"""Training: no badge without it."""
