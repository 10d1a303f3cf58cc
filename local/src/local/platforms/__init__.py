"""Social platforms on one machine: they speak the documented protocols and obey a control API."""
