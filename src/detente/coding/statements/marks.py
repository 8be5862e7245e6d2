"""Punctuation that tells where a cue and its content meet. Dashes and curly marks are written as escapes, since they look alike."""

from __future__ import annotations

EM = "\u2014"
DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
COMMAS = DASHES | {","}
"""Marks that set an aside off from its sentence."""
BLANK = " \t\xa0\u2009"
"""White space within a line."""
GAP = BLANK + ",\u2013\u2014-"
"""What may stand between a quotation and its cue."""
EDGE = BLANK + "\n\u200b,;:\u2013\u2014-"
"""What is cut off at the edges of content."""
LEADING = "([{:-\u2013\u2014"
"""What may stand right before an opening mark, besides white space."""
OPENING = " \"'\u201c\u2018("
CLOSING = "'\u2019\"\u201d\u00bb \xa0"
ASIDE_ENDS = (",", "\u2013", "\u2014", "?", "!", ',"', ",\u201d", ",''")
"""Ends of the words before a cue in an aside: "They left, she said"."""
JOINING = ",?!\u2026\u2014-"
"""Ends of a quotation that its cue follows in the same sentence."""
STOPS = ".?!\u2026"
SIGNATURE = r"\s*[-\u2013\u2014]+\s*"
"""What stands before the name of who signs a quotation, below it."""
HANDLE = r" \(@\w+\)"
"""The handle behind the name of who wrote a post, as pages embed it."""
POSTED_BY = r"[ \xa0]*[\u2013\u2014-][ \xa0](?P<name>[^\n()\u2013\u2014]{2,60})$"
"""The end of a line before a handle: a dash and the name."""
QUOTED_START = "[\"\u201c\u2018\u00ab(\\['"
QUOTED_END = "[\"\u201d\u2019\u00bb)\\]']"
