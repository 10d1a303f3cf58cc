"""My data: everything held of a person in all three services, and who saw it."""
