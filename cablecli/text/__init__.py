"""Text and its characters, for all rooms above.

`decoding` turns bytes into text, `repair` undoes damage that is certain (mojibake, control characters, HTML entities),
`terminal` makes text safe to print, `blanks` splits long texts into words, and `letters` lowers their case.
"""

# Sources of the patterns of escape sequences: what follows CSI; the text of OSC, DCS, SOS, PM and APC; and a whole
# sequence of ESC and one byte, or of form nF.
CSI = r"[0-?]*+[ -/]*+[@-~]"
STRING = r"[^\x00-\x07\x0e-\x1f\x7f-\x9f]*+"
SHORT = r"\x1b[ -/]{0,2}[0-~]"
