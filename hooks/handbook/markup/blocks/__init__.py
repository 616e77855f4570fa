"""Blocks of a text: tables, code, callouts, tabs, folded parts, and what would lose its shape as one."""
