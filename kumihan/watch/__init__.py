"""Build again whenever a file of the publication changes."""
