"""What one line shows by itself: labels, numbers, markings, dates. No state, no neighbours."""
