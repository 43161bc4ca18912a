"""The files that synthetic cables stand in: texts, archive records, messages, pages, the dump, archives."""

import io
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random

from tests.synthetic.heading import dtg
from tests.synthetic.stock import HEADINGS, MONTHS, pool, wrapped
from tests.synthetic.telegram import Synthetic

# Carriers

_SITE_SIGN = re.compile(r"^([0-9]{1,3}|[A-Z])\.", re.MULTILINE)


def text(cable: Synthetic) -> str:
    """A text file: in half of them numbers have the sign that the site put before them."""
    if cable.date.minute % 2:
        return cable.text
    body = _SITE_SIGN.sub(r"¶\1.", cable.body)
    return f"{cable.header}\n\n{body}\n"


def record(cable: Synthetic) -> str:
    """The record of the archive of 1973-79 for a telegram from the same post: capitals, pages, attributes."""
    chance = Random(cable.id)
    date = cable.date.replace(year=1973 + cable.date.year % 7, day=min(cable.date.day, 28))
    post, number, sent = cable.id.strip("0123456789"), chance.randint(1, 9999), dtg(date)
    level = chance.choice(("UNCLASSIFIED", "LIMITED OFFICIAL USE", "CONFIDENTIAL", "SECRET"))
    tags, subject = ", ".join(cable.truth.tags[:4]), cable.truth.subject[:60].upper()
    number_line = f"PAGE {{:02}}        {post[:6]} {number:05}  {sent[:7]}"
    lines = [_STAMP, "Message Text", "", level, "", number_line.format(1), *_DISTRIBUTION, f"R {sent}"]
    lines += [f"FM AMEMBASSY {post}", "TO SECSTATE WASHDC 4821", "INFO AMEMBASSY ROME", ""]
    lines += [f"{level} {post} {number:04}", "", f"E.O. 11652: {'GDS' if level[0] in 'CS' else 'N/A'}"]
    lines += [f"TAGS: {tags}", f"SUBJ: {subject}", ""]
    for k in range(1, chance.randint(3, 14)):
        lines += [*wrapped(f"{k}.   {chance.choice(pool()[0]).line.upper()}", 65), ""]
        lines += [level, "", level, "", number_line.format(k // 4 + 1), ""] if k % 4 == 0 else []
    lines += [(cable.truth.signature or "Stone").upper(), "", level, "", "NNN", "<< END OF DOCUMENT >>", ""]
    lines += ["Message Attributes", "", f"Document Number: {date.year}{post[:6]}{number:05}", f"From: {post}"]
    lines += [f"Draft Date: {sent[:2]} {sent[8:11]} {date.year}", f"Original Classification: {level}"]
    lines += [f"Subject: {subject}", f"TAGS: {tags}", "Type: TE", "Locator: TEXT ON-LINE"]
    return "\n".join([*lines, "Current Classification: UNCLASSIFIED", _STAMP, ""])


_STAMP = f"{' ' * 25}Declassified/Released US Department of State EO Systematic Review 04 MAY 2006"
_DISTRIBUTION = (
    "ACTION EUR-12",
    "",
    "INFO  OCT-01  ISO-00  CIAE-00  INR-07  L-03  /033 W",
    f"{' ' * 21}--------------------- 054819",
)


def message(cable: Synthetic) -> str:
    """A message of the years after 2009, with its fields by name."""
    chance = Random(cable.id)
    date = cable.date.replace(year=cable.date.year + 10, day=min(cable.date.day, 28))
    post, number = cable.id.strip("0123456789"), chance.randint(1, 2000)
    fields = {
        "MRN": f"{date:%y} {post} {number}",
        "Date/DTG": f"{MONTHS[date.month - 1][:3]} {date:%d, %Y} / {dtg(date)}",
        "From": f"AMEMBASSY {post}",
        "Action": "WASHDC, SECSTATE ROUTINE; ROME, AMEMBASSY ROUTINE",
        "E.O.": "13526",
        "TAGS": ", ".join(cable.truth.tags),
        "Captions": "SENSITIVE",
        "Reference": f"A) {date:%y} {post} {max(1, number - 9)}",
        "Subject": f"(SBU) {cable.truth.subject.title()}",
    }
    lines = ["UNCLASSIFIED", *(f"{name + ':':<16}{value}" for name, value in fields.items()), ""]
    for k in range(1, chance.randint(4, 16)):
        lines += [f"(SBU) {chance.choice(HEADINGS)}", ""] if k % 3 == 2 else []
        lines += [f"{k}. ({chance.choice(('U', 'SBU', 'SBU'))}) {chance.choice(pool()[0]).line}", ""]
    lines += [f"Signature:      {cable.truth.signature or 'STONE'}", "Drafted By:     POL:Balcombe, Ada"]
    lines += [
        "Dissemination Rule: Archive Copy",
        "UNCLASSIFIED                                  Page 1 of 1",
        "",
    ]
    return "\n".join(lines)


def page(cable: Synthetic) -> str:
    """The page of 2010 for a cable."""

    def linked(found: re.Match[str]) -> str:
        return f"<a id='par{found[1]}' href='#par{found[1]}'>¶</a>{found[1]}."

    day = f"{cable.date:%Y-%m-%d %H:%M}"
    cells = (cable.id, day, "2010-12-01 12:12", cable.classification, cable.origin)
    row = "\n".join(
        f"<td>\n<a href='/x/{k}.html' title='x'>{value}</a>\n</td>" for k, value in enumerate(cells)
    )
    header, body = (
        block.replace("\n", "&#x000A;") for block in (cable.header, _SITE_SIGN.sub(linked, cable.body))
    )
    first = cable.truth.subject[:49]
    return _PAGE.format(id=cable.id, first=first, row=row, header=header, body=body)


_PAGE = """\
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html>
<head>
<title>Cable Viewer</title>
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
</head>
<body>
<div class='main'>
<h3>Viewing cable {id}, {first}</h3>
<table class='cable'>
<tr><th>Reference ID</th><th>Created</th><th>Released</th><th>Classification</th><th>Origin</th></tr>
<tr>
{row}
</tr>
</table>
<code><pre>{header}</pre></code>
<code><pre>{body}</pre></code>
</div>
</body>
</html>
"""


def row(line: int, cable: Synthetic) -> str:
    """A row of `cables.csv`: eight quoted fields, quotes and backslashes in them escaped by a backslash."""
    date = cable.date
    fields = (
        str(line),
        f"{date.month}/{date.day}/{date.year} {date.hour}:{date.minute:02}",
        cable.id,
        cable.origin,
        cable.classification,
        "|".join(cable.references),
        cable.header,
        cable.body,
    )
    escaped = (field.replace("\\", "\\\\").replace('"', '\\"') for field in fields)
    return '"' + '","'.join(escaped) + '"\n'


def write_csv(path: Path, found: Iterable[Synthetic]) -> None:
    """Write a dump."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(row(line, cable) for line, cable in enumerate(found, 1))


def members(
    found: Iterable[Synthetic], write: Callable[[Synthetic], str] = text
) -> Iterator[tuple[str, bytes]]:
    """File names, a directory a year, and their bytes."""
    suffix = "html" if write is page else "txt"
    for cable in found:
        yield f"{cable.date.year}/{cable.id}.{suffix}", write(cable).encode()


def write_files(folder: Path, found: Iterable[Synthetic], write: Callable[[Synthetic], str] = text) -> None:
    """Write a file a cable."""
    for name, data in members(found, write):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def write_zip(path: Path, found: Iterable[Synthetic], write: Callable[[Synthetic], str] = text) -> None:
    """Write a zip archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members(found, write):
            archive.writestr(zipfile.ZipInfo(name, (2010, 12, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def write_tar(path: Path, found: Iterable[Synthetic], write: Callable[[Synthetic], str] = text) -> None:
    """Write a tar archive, compressed as its suffix says."""
    kind = {".gz": "w:gz", ".bz2": "w:bz2", ".xz": "w:xz", ".tgz": "w:gz"}.get(path.suffix, "w:")
    with tarfile.open(path, kind) as archive:  # type: ignore[call-overload]
        for name, data in members(found, write):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
