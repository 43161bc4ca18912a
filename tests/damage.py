"""A seeded mutator that damages cables as carriers and typists do, and the invariants that survive it."""

import random
import re
from datetime import date
from pathlib import Path

from cablecli.model import Cable
from cablecli.views.lint import coverage

# What stood where crashes were found: words of single letters, codes, signs alone, digits and letters of other scripts
# (some letters grow when they are lowered).
SHAPES = ("B6", "X", "A/S", "G-8", "J.K.", "P. 5", "R&D", "Oil&Gas", ": Poloff Neale", "\N{PILCROW SIGN}", "-", ":",
    "\u00b2", "\u0669", "\u0130zmir", "\u0130\u0130\u0130", "- B6", "Director, R&D", "[B6]")  # fmt: skip

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))


def damaged(text: str, seed: int) -> str:
    """`text` with a few lines dropped, doubled, swapped or cut, letters and perhaps digits changed, by the seed."""
    chance = random.Random(seed)
    if seed % 3 == 0:
        text = re.sub("[0-9]", lambda digit: chance.choice((digit[0], str(chance.randrange(10)))), text)
    lines = text.split("\n")
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(lines))
        kind = chance.randrange(10)
        if kind == 0 and len(lines) > 1:
            del lines[at]
        elif kind == 1:
            lines.insert(at, lines[at])
        elif kind == 2:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        elif kind == 3:
            lines[at] = lines[at][: chance.randint(0, len(lines[at]))]
        elif kind == 4:
            lines[at] = lines[at].swapcase()
        elif kind == 5:
            lines[at] += (
                " " + lines.pop((at + 1) % len(lines)) if len(lines) > 1 and at + 1 < len(lines) else ""
            )
        elif kind == 6:
            cut = chance.randint(0, len(lines[at]))
            lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]
        elif kind == 7:
            lines.insert(at, chance.choice(SHAPES))
        elif kind == 8:
            words = lines[at].split(" ")
            words[chance.randrange(len(words))] = chance.choice(SHAPES)
            lines[at] = " ".join(words)
        else:
            lines[at] = lines[at] + chance.choice("¶()[]-*:;.1&²İ\x00\x1b\ufffd")
    return "\n".join(lines)


def check(cable: Cable) -> None:
    """Elements in order cover all non-blank text once; spans lie in the text; no word is lost; values are honest."""
    assert not coverage(cable)[1], "words are lost"
    at = 0
    for element in cable.layout:
        # a mail that quotes a cable puts a mark before each line
        between = re.sub("(?m)^[ \t]*>+", "", cable.content[at : element.span.start])
        assert not between.strip(), "text between elements"
        assert at <= element.span.start < element.span.end <= len(cable.content)
        assert element.lines[0] <= element.lines[1]
        at = element.span.end
    assert not re.sub("(?m)^[ \t]*>+", "", cable.content[at:]).strip(), "text behind the last element"
    starts = [p.span.start for p in cable.paragraphs]
    assert starts == sorted(starts)
    spans = [p.span for p in (*cable.paragraphs, *cable.headings, *cable.participants, *cable.references)]
    assert all(0 <= s.start <= s.end <= len(cable.content) for s in spans)
    for paragraph in cable.paragraphs:
        assert all(0 <= q.start <= q.end <= len(paragraph.text) for q in paragraph.quoted)
    if cable.heading.dtg:
        assert date.fromisoformat(cable.heading.dtg[:10])
    if cable.declassify_on and cable.declassify_on.date:
        assert date.fromisoformat(cable.declassify_on.date)
    assert "" not in [
        cable.id,
        cable.subject,
        cable.signature,
        cable.summary,
        cable.classification,
        cable.executive_order,
    ]
