"""Word documents (ISO/IEC 29500) as manuscripts: the package, its styles and numbers, paragraphs, tables, pictures."""
