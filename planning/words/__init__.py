"""Figures and answers as a person reads them, on screen and on paper."""
