"""下版検査 of the e-book: look over an EPUB as it is delivered. Nothing here makes or mends one."""
