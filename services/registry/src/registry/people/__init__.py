"""Institutions and the people of the programme: cohorts, officers, consents, training."""
