"""The scripts that compute and draw the figures of the handbook; `python -m figures` redraws all of them."""
