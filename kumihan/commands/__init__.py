"""What `build.py` does besides building, a call for each command."""
