"""Text and its characters, for all rooms above.

`decoding` turns bytes into text, `repair` undoes damage that is certain (mojibake, control characters, HTML entities),
`terminal` makes text safe to print, `blanks` splits long texts into words, and `letters` lowers their case.
"""
