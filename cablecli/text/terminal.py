"""Makes text safe for terminals, text pipes and JSON: no escape sequences, control characters or bidi marks."""

from functools import lru_cache
from unicodedata import category

from cablecli.patterns import lazy
from cablecli.text import CSI, SHORT, STRING

# Of an unfinished control string only the introducer is removed, so that no text after it is hidden.
_SEQUENCES = lazy(
    rf"(?:\x1b\[|\x9b){CSI}|(?:\x1b[]PX^_]|[\x90\x98\x9d-\x9f])(?:{STRING}(?:\x07|\x1b\\|\x9c))?|{SHORT}"
)
# Invisible letters, marks and symbols: fillers of Hangul and Khmer, the grapheme joiner, variation selectors, the
# Braille pattern without dots, a null notehead of music.
_BLANK = lazy(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U0001d159\U000e0100-\U000e01ef]"
)
_NEVER = frozenset(("Cc", "Cf", "Cn", "Cs", "Zl", "Zp"))  # controls, formats, unassigned, separators
_MARKS = frozenset(("Mn", "Me"))
_MOST_MARKS = 8  # on one letter; no script needs more, and a pile of marks covers the lines above
_UNDECODED = lazy("[\udc80-\udcff]")
_BREAKS = lazy("\r\n|[\r\v\f\u2028\u2029]")


def sanitize(text: str) -> str:
    """Return `text` without escape sequences, control, bidi and invisible characters, and piles of marks."""
    if text.isascii() and text.replace("\n", " ").isprintable():  # true of nearly all texts
        return text
    if not (_unsafe(text) or _has_marks(text)):
        return text
    text = _BREAKS.sub("\n", _SEQUENCES.sub("", text))
    text = text.translate(dict.fromkeys(map(ord, _unsafe(text)), "\ufffd"))
    return _without_piles(text) if _has_marks(text) else text


def _unsafe(text: str) -> set[str]:
    return {sign for sign in set(text) if _is_unsafe(sign)}


@lru_cache(4096)
def _is_unsafe(sign: str) -> bool:
    return (category(sign) in _NEVER and sign not in "\t\n") or _BLANK.match(sign) is not None


def _has_marks(text: str) -> bool:
    return not text.isascii() and any(category(sign) in _MARKS for sign in set(text))


def _without_piles(text: str) -> str:
    """The text with U+FFFD in place of all marks beyond the most that a letter may have."""
    kept: list[str] = []
    pile = 0
    for sign in text:
        pile = pile + 1 if category(sign) in _MARKS else 0
        if pile <= _MOST_MARKS:
            kept.append(sign)
        elif pile == _MOST_MARKS + 1:
            kept.append("\ufffd")
    return "".join(kept)


def one_line(text: str) -> str:
    """A file name or message as one safe line, with undecodable bytes shown as `\\xff`."""
    text = _UNDECODED.sub(lambda m: f"\\x{ord(m[0]) - 0xDC00:02x}", text)
    return sanitize(text.replace("\t", "\\t")).replace("\n", "\\n")


def escape_json(text: str) -> str:
    """The same JSON with unsafe characters written as `\\u` escapes."""
    if text.isascii() and "\x7f" not in text:  # JSON has already escaped the others
        return text
    unsafe = {ord(sign): _escaped(sign) for sign in _unsafe(text)}
    return text.translate(unsafe) if unsafe else text  # where nothing is unsafe no second copy is held


def _escaped(sign: str) -> str:
    pair = sign.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{pair[k : k + 4]}" for k in range(0, len(pair), 4))
