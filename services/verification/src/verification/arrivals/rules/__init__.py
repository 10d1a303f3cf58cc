"""Rows as arrays: read, checked, written for PostgreSQL."""
