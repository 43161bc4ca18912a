"""`pytest --update-golden` writes what is found now into the golden cases and tables: read the diff afterwards."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite what the golden cases and tables expect"
    )
