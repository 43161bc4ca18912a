"""Readers of single lines: labels, paragraph numbers, markings, levels, captions, dates.

Each function takes the text of one line and returns what it finds there, or None. None of them looks at a
neighbouring line or keeps state, so the rooms above can call them in any order.
"""
