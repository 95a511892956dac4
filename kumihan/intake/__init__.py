"""入稿: an author's manuscript becomes a publication; every repair is reported."""
