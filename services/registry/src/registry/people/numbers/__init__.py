"""Civil-service numbers: what a NIP or an NI PPPK says, and why a number is none."""
