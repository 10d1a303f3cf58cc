"""Uploads: weekly readings in bulk, each bad row refused alone."""
