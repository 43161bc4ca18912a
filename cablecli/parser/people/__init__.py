"""Names, titles and offices of people, for the officer who classified as for those who met."""
