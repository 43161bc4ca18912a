"""How long the lines of cables are, in characters (FORMAT 1.3). The wrap of one copy is `Lines.wrap`.

Limits that tell one kind of line from another, as the longest banner, stand in the module that knows the kind.
"""

USUAL_WRAP = 61  # 6 of 10 copies wrap here; taken for a text that is too short to measure
RELAY_LINE = 69  # the longest line that the relay prints (ACP 127)
CHOPPED_LINE = 71  # just here the relay cut `Classified By`, inside words (140 measured lines, FORMAT 1.15)
WRAPPED_LINE = 75  # the longest line that any copy wrapped; a longer one has lost a line end
BEYOND_WRAP = 90  # a longer line holds at least two of the relay's
UNWRAPPED = 100  # a longer line was never wrapped: it is a block of prose, and no field or title
