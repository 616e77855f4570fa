"""The weights of the search, fitted: each wording is left out in turn, and asked."""
