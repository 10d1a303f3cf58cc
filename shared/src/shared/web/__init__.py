"""HTTP plumbing every service shares."""
