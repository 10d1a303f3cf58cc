"""What is decided about words: what they may be, and what must not go out in them."""
