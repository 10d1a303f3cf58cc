"""Feeds: what was published, for everybody who wants to follow or check it."""
