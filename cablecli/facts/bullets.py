"""The signs, beside dashes, that drafters and word processors set before items and people (FORMAT 4.5)."""

# Asterisks, round, square and hollow ones, arrows; the last four are of the symbol fonts of word processors (PDF).
BULLETS = "*•·●○◦▪■□‣⁃►§\uf0b7\uf0a7\uf0d8\uf0fc"
