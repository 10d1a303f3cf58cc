"""Registry: who is who, and which accounts are official."""
