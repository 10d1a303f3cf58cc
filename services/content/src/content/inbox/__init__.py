"""Inbox: what an officer is offered. Nothing is kept of who read, and declining leaves no trace."""
