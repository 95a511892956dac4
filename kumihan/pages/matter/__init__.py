"""The optional matter of the print edition: what stands in its lists, each entry with the id whose page it gives."""
