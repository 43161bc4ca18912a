"""Text: bytes decoded, damage repaired, and what a terminal may see."""
