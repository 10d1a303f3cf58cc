"""The database of this service, step by step."""
