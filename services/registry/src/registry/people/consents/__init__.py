"""Consents and the integrity pledge: given per purpose, withdrawn at once."""
