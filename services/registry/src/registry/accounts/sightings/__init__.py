"""Sightings: the weekly look at who stands behind each linked account, and what it counts."""
