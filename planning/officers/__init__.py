"""Who can speak with whom, when, and what closes the gap."""
