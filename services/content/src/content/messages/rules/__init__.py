"""What is decided about a message: its life, its screening, its wording and its audience."""
