"""Bar codes of the book trade. This room knows no page and no configuration."""
