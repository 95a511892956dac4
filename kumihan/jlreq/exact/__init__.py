"""The conformance engine: one paragraph in whole units, in JLREQ's own order of reduction and expansion.

It shares classes and tables with the book's engine, and differs in profile (docs/jlreq.md). No disk, no typesetter.
"""
