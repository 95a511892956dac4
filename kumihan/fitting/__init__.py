"""Copyfitting (字数調整): levers, limits and the search that bring a part to its pages. It sets no type and reads no disk."""
