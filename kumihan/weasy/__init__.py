"""The binding to WeasyPrint: the only package that imports it."""
