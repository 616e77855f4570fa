"""Tests of what stands in a line: formulas and their words."""
