"""kumihan (組版): Markdown chapters to a print edition, an e-book and a one-page digest in Japanese."""

__version__ = "0.1.0"
