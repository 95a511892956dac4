"""Measure kumihan beside plain WeasyPrint and Typst. No test asserts a time."""
