"""What has changed: two surveys side by side, and half-years of the department's own records."""
