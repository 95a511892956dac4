"""The checks of e-books, one a file. How grave each is stands in kumihan/preflight/ebook/register.py."""
