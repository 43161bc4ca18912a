"""Write synthetic cables to a file or folder."""

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.synthetic.carriers import message, page, record, write_csv, write_files, write_tar, write_zip
from tests.synthetic.stock import SEED
from tests.synthetic.telegram import Synthetic, cables

_WRITERS: dict[str, Callable[[Path, Iterable[Synthetic]], None]] = {
    "csv": write_csv,
    "text": write_files,
    "pages": lambda path, found: write_files(path, found, page),
    "records": lambda path, found: write_files(path, found, record),
    "messages": lambda path, found: write_files(path, found, message),
    "zip": write_zip,
    "tar": write_tar,
}


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.synthetic", description="Write synthetic cables.")
    kinds = parser.add_mutually_exclusive_group(required=True)
    for name in _WRITERS:
        kinds.add_argument(f"--{name}", type=int, metavar="N", help=f"N cables as {name}")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    for name, write in _WRITERS.items():
        if (count := getattr(args, name)) is not None:
            write(args.out, cables(count, args.seed))


if __name__ == "__main__":
    main()
