"""The tables of JLREQ's Appendices B to E as data. This package knows no line, no style and no unit."""
