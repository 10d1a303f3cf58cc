"""Records of verdicts, and making a verdict again from one."""
