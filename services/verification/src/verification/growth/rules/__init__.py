"""The growth screen: pure functions over blocks of weekly series."""
