"""One page, one question: each function takes a shelf and what is asked, and returns an answer."""
