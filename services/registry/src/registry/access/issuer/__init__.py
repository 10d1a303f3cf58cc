"""Issuer: short-lived tokens for places without an identity provider (RFC 6749, 7517, 9068)."""
