"""校正: read a book for an editor and say what looks wrong. Nothing here changes a word."""
