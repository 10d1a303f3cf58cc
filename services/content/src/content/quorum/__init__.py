"""Quorum: who must assent before a message goes out, and who of them is still missing."""
