"""What ends when a person withdraws; on top, so it may call all."""
