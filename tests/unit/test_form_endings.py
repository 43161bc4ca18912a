"""What stands below the name that closes a telegram or an airgram on a printed form."""

import pytest

from cablecli.parser import parse

PROSE = "THE PILOTS SAID THAT THEY WOULD PAY\nWHAT THE BOARD WANTED THEM TO PAY."
INCOMING = """\
INCOMING TELEGRAM    Department of State

                 SECRET

FROM:    VALLETTA
ACTION:  SECSTATE 1714 IMMEDIATE
DATE:    MARCH 14, 6 PM

1. MINISTER RECEIVED ME THIS MORNING AND SPOKE OF HARBOR.

2. HE WOULD PAY PILOTS ON FIRST OF MONTH.

                                        {name}

         {below}
"""
AIRGRAM = """\
                         DEPARTMENT OF STATE
                              AIRGRAM
A-77                     CONFIDENTIAL
NO.
TO   : DEPARTMENT OF STATE
FROM : Amembassy VALLETTA             DATE: August 2, 1968
SUBJECT: New Harbor Board

1. Two members changed places.

2. The new chairman is a pilot.

                                   {name}

{below}
"""


@pytest.mark.parametrize("form", [INCOMING, AIRGRAM])
@pytest.mark.parametrize(
    "below",
    [
        'CFN 1714 1388 (A)\n\nSECRET\n\nREPRODUCTION FROM THIS COPY IS PROHIBITED\nUNLESS "UNCLASSIFIED"',
        'SECRET\n\nREPRODUCTION FROM THIS COPY IS PROHIBITED\nUNLESS "UNCLASSIFIED"',
        "CONFIDENTIAL\n\nGroup 4\nDowngraded at 3-year intervals.\nDeclassified 12 years after date of origin.",
        "FORM DS-323  4-62",
        "Drafted by: POL:ASTONE:jk 8/1/68\n\nClearances:\nEUR - Mr. Lark\nAF  - Mr. Noon\nL   - Mrs. Low",
    ],
)
def test_a_surname_above_what_forms_print_closes_them(form: str, below: str) -> None:
    cable = parse(form.format(name="BEAUCHAMP", below=below))
    assert cable.signature == "BEAUCHAMP"
    assert "BEAUCHAMP" not in cable.paragraphs[-1].text


@pytest.mark.parametrize("form", [INCOMING, AIRGRAM])
@pytest.mark.parametrize(
    "below",
    [
        "GROUP 4 OF THE BOARD WOULD COME BY SHIP AND STAY FOR TWO WEEKS IN THE OUTER HARBOR.",
        "CFN SHIPS",
        "SECRET",
    ],
)
def test_a_word_above_text_closes_nothing(form: str, below: str) -> None:
    text = form.format(name="PILOTS", below=f"{below}\n\n3. {PROSE}\n\n4. {PROSE}")
    assert parse(text).signature != "PILOTS"


TEXT = """\
     PREC:    IMMEDIATE
    CLASS:    CONFIDENTIAL
      DTG:    191702Z AUG 94
     ORIG:    AMEMBASSY VALLETTA
       TO:    RUEHC/SECSTATE WASHDC IMMEDIATE 4411
     SUBJ:    HARBOR
     TEXT:
              C O N F I D E N T I A L VALLETTA 006610
              TAGS: EWWT, MT
              SUBJECT: HARBOR

              1. THE BOARD MET.

              2. IT WILL PAY.{below}
"""


@pytest.mark.parametrize(
    ("below", "signature"),
    [
        ("\n              STONE\n              BT\n\n     ADMIN:", "STONE"),
        ("\n              STONE\n              BT\n\n     <ASSN>", "STONE"),
        (
            "\n              STONE\n              ADMIN: THE BOARD HAS TWO PILOTS.",
            None,
        ),  # one label alone may be of the text
    ],
)
def test_an_empty_label_below_a_white_house_text(below: str, signature: str | None) -> None:
    cable = parse(TEXT.format(below=below))
    assert cable.signature == signature
    assert "" not in {part for attribute in cable.attributes for part in attribute}


@pytest.mark.parametrize(
    ("label", "field", "subject", "left"),
    [
        ("SUBJ:    HARBOR", "", "HARBOR", ()),
        ("SUB J:    HARBOR", "SUBJECT: HARBOR PILOTS\n", "HARBOR PILOTS", ()),
        ("SUBJ:    HARBOR", "SUBJECT: PILOTS\n", "PILOTS", ("HARBOR",)),
        ("SUBJ:    INFO: HARBOR", "", "INFO: HARBOR", ()),
        ("LINE1:    PAACZYUW RUEHVTA0455 0711205-CCCC", "", None, ()),
    ],
)
def test_the_labels_of_a_white_house_form_are_no_routing_lines(
    label: str, field: str, subject: str | None, left: tuple[str, ...]
) -> None:
    form = TEXT.replace("SUBJ:    HARBOR", label).replace("              SUBJECT: HARBOR\n", field)
    cable = parse(form.format(below=""))
    assert (cable.subject, tuple(one.text for one in cable.leftovers)) == (subject, left)
    assert cable.heading.routing == (("PAACZYUW RUEHVTA0455 0711205-CCCC",) if subject is None else ())
