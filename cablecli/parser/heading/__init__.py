"""Everything above the body (FORMAT 2 and 3), and the identity of the cable (FORMAT 7).

`transmission` reads the lines for machines: id, routing, date-time group, addressees. `text_heading` reads the lines
for people, with `field_lines` and `field_reader` for the labelled fields: E.O., TAGS, SUBJECT, REF, Classified By.
Each field has a module of its own that turns its text into values; `text_fields.TextHeading` holds them all.
"""
