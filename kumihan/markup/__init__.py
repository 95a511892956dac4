"""The Markdown dialect: text to model and back. See docs/guide/dialect.md."""
