"""Synthetic cables, any number of them, the same for the same seed: invented people and events, real layouts.

    for cable in cables(1000): print(cable.text)
    python -m tests.synthetic --csv 100000 cables.csv

The shares of the variants are those that were counted in real cables. Whole paragraphs are built once and then
composed, so that a gigabyte takes a minute or two.
"""

from tests.synthetic.carriers import (
    members,
    message,
    page,
    record,
    row,
    text,
    write_csv,
    write_files,
    write_tar,
    write_zip,
)
from tests.synthetic.telegram import Synthetic, cables

__all__ = [
    "Synthetic",
    "cables",
    "members",
    "message",
    "page",
    "record",
    "row",
    "text",
    "write_csv",
    "write_files",
    "write_tar",
    "write_zip",
]
