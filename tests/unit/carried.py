"""What the tests of carriers share: telegrams made for them, and what a stream of them holds."""

import io

from cablecli.carriers import RawCable, unpack


def stream(text: str | bytes) -> io.BufferedReader:
    data = text if isinstance(text, bytes) else text.encode()
    return io.BufferedReader(io.BytesIO(data), 1 << 16)


def raws(text: str | bytes, chosen: str | None = None) -> list[RawCable]:
    found = list(unpack(stream(text), chosen=chosen))
    assert all(isinstance(raw, RawCable) for raw in found), found
    return [raw for raw in found if isinstance(raw, RawCable)]


def texts(text: str | bytes, chosen: str | None = None) -> list[str]:
    return [str(raw.content) for raw in raws(text, chosen)]


def telegram(number: int, section: str = "", day: int = 25, body: str = "1. (C) Text.\nSMITH") -> str:
    return (
        f"VZCZCXRO{number:04}\nPP RUEHBW\nDE RUEHVT #{number:04} 0561432\nZNY CCCCC ZZH\nP {day}1432Z FEB 09\n"
        f"FM AMEMBASSY VALLETTA\nTO RUEHC/SECSTATE WASHDC 1876\n\n"
        f"C O N F I D E N T I A L {section}VALLETTA {number:06}\n\nSIPDIS\n\nE.O. 12958: DECL: 02/25/2019\n"
        f"TAGS: PREL, MT\nSUBJECT: HARBOR DUES\n\n{body}\n"
    )
