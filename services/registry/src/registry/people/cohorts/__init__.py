"""Cohorts: people are invited, never enrolled in bulk, and may ignore it without a trace."""
