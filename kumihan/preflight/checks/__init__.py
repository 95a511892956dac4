"""The checks of products, one a file. What they are for and how grave stands in kumihan/preflight/register.py."""
