"""The index of lines, and what copies, pages and relays did to it."""
