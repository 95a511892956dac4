"""The rules of proofreading, one a file. Their order is that of docs/rules.md."""

from kumihan.proof.rules.chapter_numbers import chapter_numbers
from kumihan.proof.rules.contents_headings import contents_headings
from kumihan.proof.rules.reference_words import reference_words
from kumihan.proof.rules.term_list import term_list
from kumihan.proof.rules.unmatched_brackets import unmatched_brackets

RULES = (contents_headings, chapter_numbers, reference_words, unmatched_brackets, term_list)
