"""Facts about cables: TAGS, posts, titles and words, each list kept once, in `data/`."""
