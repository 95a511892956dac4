"""出力: pages and model become artifacts."""
