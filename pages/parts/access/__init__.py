"""Language access on screen: ways to be understood, the yearly report."""
