"""Decisions: need, verdicts, meeting plans, coverage gaps. Pure; reads no file, network or screen."""
