"""Findings: what a flag asked a person to look at, remembered until a person has looked."""
