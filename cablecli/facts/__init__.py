"""Facts about cables: TAGS, posts, titles, levels and lists of words, each kept once, in `data/`.

The parser, the carriers and the views look words up here. Files are read when first needed, and nothing is written.
"""
