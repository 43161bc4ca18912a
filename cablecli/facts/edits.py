"""How far a written word is from a known one: a typist leaves out, adds, changes or turns round one letter."""


def is_one_edit(word: str, known: str) -> bool:
    """Whether one letter left out, added or changed, or two turned round, make `known` of `word`."""
    if word == known or abs(len(word) - len(known)) > 1:
        return False
    at, shorter = 0, min(len(word), len(known))
    while at < shorter and word[at] == known[at]:
        at += 1
    rest, wanted = word[at:], known[at:]
    turned = rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]
    return turned or rest[1:] == wanted[1:] or rest[1:] == wanted or rest == wanted[1:]
