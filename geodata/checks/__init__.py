"""What is looked at before a figure is trusted: the check report, and the doctor."""
