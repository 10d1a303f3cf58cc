"""What tests of every service need: a real PostgreSQL and real tokens."""
