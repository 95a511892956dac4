"""要旨: the recommendations on one page, in the author's own sentences, in every format."""
