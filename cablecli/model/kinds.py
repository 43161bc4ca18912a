"""The words that a record has for the kinds of its values, as the schema lists them."""

FORMATS = ("acp127", "sas", "smart", "telegram-form", "airgram")
TAG_KINDS = ("subject", "program", "geographic", "organization", "person", "unknown")
REFERENCE_KINDS = ("cable", "airgram", "email", "report", "message", "letter", "book", "other")
