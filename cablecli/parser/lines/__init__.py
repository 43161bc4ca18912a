"""The index of lines, and what copies, pages and relays did to the lines (FORMAT 1).

`index.Lines` holds a text as pieces, each with its place and its role; every stage of the parser reads and claims
pieces of the same index. The other modules undo damage: they claim page markers, stamps, website notices and repeated
headings, and cut pieces apart where a line end was lost. `normal` prepares the text before the index is made.
"""
