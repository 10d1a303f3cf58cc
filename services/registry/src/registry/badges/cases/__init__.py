"""Cases: what a measure refers to, a finding of verification or a report somebody recorded."""
