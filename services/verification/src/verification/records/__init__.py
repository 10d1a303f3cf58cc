"""Records: everything this service holds of a person, for the person."""
