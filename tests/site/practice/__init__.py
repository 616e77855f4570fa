"""Tests of practicing: what is kept, when it comes back, the plan, and the page."""
