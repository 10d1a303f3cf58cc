"""Replays: what a verdict went by, so that anybody concerned can have it made again."""
