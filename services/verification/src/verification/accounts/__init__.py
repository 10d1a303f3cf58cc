"""Accounts: this service's own copy of what the registry tells about linked accounts."""
