"""The pages of `export --to html` in a real browser, without a window."""

import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import urljoin

import pytest
from running import CABLE, Ended

Run = Callable[..., Ended]
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed"),
    pytest.mark.timeout(180),
]
SECOND = (
    CABLE.replace("0214", "0215")
    .replace(
        "ASKS FOR PILOT BOATS", "& <SCRIPT>DOCUMENT.TITLE=1</SCRIPT>\nREF: A. VALLETTA 214 B. 08 ROME 1500"
    )
    .replace("Borodin said", "<script>document.title='taken'</script><img src='ADDRESS/image'> Borodin said")
    .replace(
        "He will ask again.", "</style><link rel=stylesheet href=ADDRESS/style> bell \x07 turned \u202e end"
    )
)


@pytest.fixture(name="browse")
def _browse(tmp_path: Path) -> Callable[..., str]:
    """Open an address and give what the browser made of it."""

    def browse(address: str, *options: str) -> str:
        command = [
            str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            f"--user-data-dir={tmp_path / 'profile'}", *(options or ("--dump-dom",)), address,
        ]  # fmt: skip
        ended = subprocess.run(command, capture_output=True, timeout=120, check=True)
        return ended.stdout.decode()

    return browse


@pytest.fixture(name="server")
def _server() -> Iterator[tuple[str, list[str]]]:
    """The address of a server, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def title(page: str) -> str:
    found = re.search("<title>(.*?)</title>", page, re.DOTALL)
    assert found
    return found[1]


def test_pages_are_linked_and_nothing_of_a_cable_is_run_or_fetched(
    run: Run, browse: Callable[..., str], server: tuple[str, list[str]]
) -> None:
    address, asked = server
    Path("a.txt").write_text(CABLE)
    Path("b.txt").write_text(SECOND.replace("ADDRESS", address))
    assert run("export", "out", "--to", "html", "a.txt", "b.txt").status == 0
    index = Path("out/index.html").resolve().as_uri()
    listing = browse(index)
    assert title(listing) == "2 cables"
    (second,) = re.findall('<a href="([^"]*)">09VALLETTA215</a>', listing)
    hostile = browse(urljoin(index, second))
    assert title(hostile).startswith("09VALLETTA215: FERRY MINISTER BORODIN &amp; &lt;SCRIPT&gt;")
    assert f"&lt;script&gt;document.title='taken'&lt;/script&gt;&lt;img src='{address}/image'&gt;" in hostile
    assert set(re.findall("<([a-z0-9]+)", hostile)).isdisjoint(("script", "img", "link", "iframe", "object"))
    assert not re.search(r"<[^>]* (?:on\w+|style|src)=", hostile)
    assert not set("\x07\u202e") & set(hostile)
    links = re.findall('<a href="([^"]*)">', hostile)
    assert links == ["index.html", "09VALLETTA214.html"]  # the other reference is not at hand
    first = browse(urljoin(index, links[1]))
    assert title(first) == "09VALLETTA214: FERRY MINISTER BORODIN ASKS FOR PILOT BOATS"
    assert "Borodin said the harbor needs [bold] boats :smile: and [/x] ropes." in first
    assert asked == []


def test_one_page_for_all_prints_each_cable_on_a_page_of_its_own(
    run: Run, browse: Callable[..., str]
) -> None:
    for number in (214, 215, 216):
        text = f"C O N F I D E N T I A L VALLETTA 000{number}\n\n1. (C) Korvat asked for ropes.\n"
        Path(f"{number}.txt").write_text(text)
    assert run("export", "all.html", "--to", "html", "214.txt", "215.txt", "216.txt").status == 0
    page = Path("all.html").resolve().as_uri()
    found = browse(page)
    for id in re.findall('<a href="#([^"]*)">', found):
        assert f'<article id="{id}">' in found
    assert found.count("<article ") == 3
    browse(page, "--print-to-pdf=all.pdf")
    printed = Path("all.pdf").read_bytes()
    assert printed.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1 + 3  # the list, and a short cable each
