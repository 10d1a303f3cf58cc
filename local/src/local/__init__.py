"""The whole stack on one machine: embedded PostgreSQL, services, workers, simulated peers."""
