"""Cards of the models that judged, and plots of how often they err."""
