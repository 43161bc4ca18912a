"""Recognizes a known word with one typing error: a letter left out, added or changed, or two swapped."""


def is_one_edit(word: str, known: str) -> bool:
    """Whether `word` becomes `known` if one letter is left out, added or changed, or two are swapped."""
    if word == known or abs(len(word) - len(known)) > 1:
        return False
    at, shorter = 0, min(len(word), len(known))
    while at < shorter and word[at] == known[at]:
        at += 1
    rest, wanted = word[at:], known[at:]
    swapped = rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]
    return swapped or rest[1:] == wanted[1:] or rest[1:] == wanted or rest == wanted[1:]
