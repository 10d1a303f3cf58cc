"""Erasure: what is left of a person is removed here and in the other services, with receipts."""
