"""The growth judgement: pure functions over blocks of weekly series."""
