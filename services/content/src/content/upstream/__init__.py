"""What this service knows of the others."""
