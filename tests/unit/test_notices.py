"""Notices of declassification in many wordings: stamps wherever they stand, never a word of the cable."""

import pytest

from cablecli import parse
from cablecli.model.role import Role

HEADING = (
    "R 251301Z FEB 79\nFM AMEMBASSY VALLETTA\nTO SECSTATE WASHDC 4821\n\nCONFIDENTIAL VALLETTA 0347\n\n"
    "E.O. 12065: GDS\nTAGS: PREL, MT\nSUBJECT: HARBOR DUES UNDER REVIEW IN THE\nMINISTRY\n"
)
FIRST = "1. THE MINISTER SAID THAT THE DUES OF THE HARBOR WOULD NOT RISE BEFORE\nTHE END OF THE YEAR.\n"
SECOND = "2. THE AMBASSADOR THANKED HIM FOR ALL WHO\n", "SEND SHIPS TO THE ISLAND.\n"
TEXTS = {
    "above": "{0}" + HEADING + "\n" + FIRST + "\n" + "".join(SECOND) + "\nWHITLOCK\n",
    "below the subject": HEADING + "{0}" + FIRST + "\n" + "".join(SECOND) + "\nWHITLOCK\n",
    "between paragraphs": HEADING + "\n" + FIRST + "{0}" + "".join(SECOND) + "\nWHITLOCK\n",
    "in a sentence": HEADING + "\n" + FIRST + "\n" + SECOND[0] + "{0}" + SECOND[1] + "\nWHITLOCK\n",
    "above the signature": HEADING + "\n" + FIRST + "\n" + "".join(SECOND) + "{0}WHITLOCK\n",
    "at the end": HEADING + "\n" + FIRST + "\n" + "".join(SECOND) + "\nWHITLOCK\n{0}",
}
NOTICES = (
    "RELEASED IN PART\nB1, 1.4(D), B6",
    "Declassified and Released Under Authority of the Interagency Security Classification Appeals Panel,\n"
    "E.O. 13526, sec. 5.3(b)(3)",
    "DECLASSIFIED UNDER AUTHORITY OF THE\nINTERAGENCY SECURITY CLASSIFICATION APPEALS PANEL.\n"
    "E.O. 13526, SECTION 5.3(b)(3)\nISCAP APPEAL NO. 2011-999, document no. 17\nDECLASSIFICATION DATE: May 6, 2014",
    "DECLASSIFIED\nE.O. 13526, sec. 3.5\nBy: KVH NARA, Date 8/17/2012",
    "DECLASSIFIED\nE.O. 12958, Sec. 3.6\nNLJ 99-999\nBy cb, NARA Date 4-12-00",
    "DECLASSIFIED\nAuthority NND 969999\nBy SJ NARA Date 3/11/05",
    "DECLASSIFIED\nPA/HO Department of State\nE.O. 12958, as amended\nJune 21, 2005",
    "DECLASSIFIED IN PART\nPER E.O. 13526\n2009-9999-MR",
    "THIS DOCUMENT HAS BEEN DECLASSIFIED",
    "Approved For Release 2005/08/17 : CIA-RDP79R00603A009999010001-3",
    "APPROVED FOR RELEASE DATE: 17-Aug-2005",
    "Sanitized Copy Approved for Release 2011/02/14 : CIA-RDP86T01017R009999010001-5",
    "Sheryl P. Walter Declassified/Released US Department of State EO Systematic Review 20 Mar 2014",
    "UNCLASSIFIED U.S. Department of State Case No. F-2014-99999 Doc No. C05769999 Date: 12/31/2015",
    "REVIEW AUTHORITY: Barbara Amari, Senior Reviewer",
    "UNITED STATES DEPARTMENT OF STATE\nREVIEW AUTHORITY: PETER HOLLIS\nDATE/CASE ID: 16 OCT 2007 200799999",
    "UNITED STATES DEPARTMENT OF STATE\nREVIEW AUTHORITY: PETER HOLLIS\nCASE ID: 16 OCT 2007  200799999",
    "CLASSIFIED BY: Peter Hollis, Acting Director, A/GIS/IPS\nREASON: 1.4(D)\nDECLASSIFY ON: 12/31/2038",
    "Department of State Declassified under FOIA\nF-2009-99999",
    "Photocopy from the Gerald R. Ford Library",
    "REPRODUCED AT THE NATIONAL ARCHIVES",
    "2022 RELEASE UNDER THE PRESIDENT JOHN F. KENNEDY ASSASSINATION RECORDS ACT OF 1992",
)


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_is_a_stamp_and_no_word_of_the_cable(notice: str) -> None:
    for place, text in TEXTS.items():
        ending = "" if place == "at the end" else f"\n{notice}\n"  # on the last page too
        cable = parse(text.format(f"\n{notice}\n\n") + ending)
        record, plain = cable.to_dict(), parse(text.format("")).to_dict()
        for one in (record, plain):
            one["diagnostics"] = []
        assert record == plain, place
        stamps = [one for one in cable.elements() if one.role is Role.STAMP]
        assert stamps, place


def test_a_stamp_with_a_reel_stands_even_amid_a_sentence() -> None:
    stamp = "Approved For Release 2005/08/17 : CIA-RDP79R00603A009999010001-3"
    for pages in ("", "CONFIDENTIAL\n\nPAGE 01        VALLET  00347  251301Z\n\nACTION EUR-12\n\n"):
        cable = parse(f"{stamp}\n\n{pages}{HEADING}\n{FIRST}\n{SECOND[0]}{stamp}\n{SECOND[1]}\nWHITLOCK\n")
        assert cable.paragraphs[1].text.endswith("FOR ALL WHO SEND SHIPS TO THE ISLAND.")


SURE = (  # that prove themselves by a number, an archive or many lines, though no page bears another
    "DECLASSIFIED\nAuthority NND 979999\nBy MR NARA Date 6/14/07",
    "DECLASSIFIED\nNLRR M999/2 #59999\nBY CN NARA DATE 12/3/09",
    "DECLASSIFIED\nE.O. 12958, as amended\nMay 4, 2006",
    "No Objection To Declassification in Part 2012/08/14 : NLC-19-999-6-41-4",
    "SANITIZED COPY\nDECLASSIFIED E.O. 12958, Sec. 3.6\nNLJ 99-999, letter 4/5/99",
    "Approved for release by NSA on 12-01-2005, Transparency Case# 69999",
    "Photocopy from Gerald R. Ford Library",
    "CLINTON LIBRARY PHOTOCOPY",
    "REPRODUCED AT THE NATIONAL ARCHIVES",
    "NSC Declassification/Release Instructions on File",
    "C05779999",
    "DECLASSIFIED w/ portions exempted\nE.O. 13526 (as amended) SEC 3.3\nMR: 08-99\nNSC letter 3/4/2012",
    "DECLASSIFIED BY NSC, F94-9999\nBY dal, NARA, DATE 5/1/98",
    "DECLASSIFIED\nWhite House Guidelines, August 28, 1997\nBy smd, NARA, Date 3/4/02",
    "Declassified Per E.O. 13526\n2013-0999-M",
    "Declassified and Approved For Release 2013/08/12 : CIA-RDP79R00603A009999010001-3",
    "No Objection to Declassification 2009/12/16 : NLF-MR-PA-99-2-3-4",
    "APPROVED FOR RELEASE\nCIA HISTORICAL PROGRAM\nRELEASE AS SANITIZED\n1999",
    "DECLASSIFIED\nRAC Project Number NLC-99-2-3",
    "MORI/CDF C03359999",
    "DECLASSIFIED\nE.O. 13526, SEC. 3.5\n2011-9999-MR   JGP  4/22/2014",
    "Declassified in Full\nPeter Hollis, Acting-Director\nUS Department of State\n6/11/2025",
    "DECLASSIFIED\nAuthority NND 979999\nBy MR NARA Date 6/14/07\n- 2 -",
    "CONFIDENTIAL\nDECLASSIFIED\nAuthority NND 979999\nBy MR NARA Date 6/14/07\nCONFIDENTIAL",
    "Declassified and approved for release by NSA on 09-24-2099 pursuant to E.O. 13526",
    "DECLASSIFIED IN ACCORDANCE WITH E.O. 12958",
)


@pytest.mark.parametrize("notice", SURE)
def test_a_sure_notice_is_a_stamp_amid_a_sentence(notice: str) -> None:
    text = TEXTS["in a sentence"]
    cable = parse(text.format(f"{notice}\n"))
    assert [one.text for one in cable.paragraphs] == [one.text for one in parse(text.format("")).paragraphs]
    assert any(one.role is Role.STAMP for one in cable.elements())


@pytest.mark.parametrize(
    "prose",
    (
        "THE PAPERS WERE DECLASSIFIED BY THE NATIONAL ARCHIVES IN 1974.",
        "APPROVED FOR RELEASE BY THE MINISTER AND",
        "DECLASSIFIED BY THE DEPARTMENT IN 1974-75 AND",
        "APPROVED AND RELEASED IN PART",
        "DECLASSIFIED PURSUANT TO THE AGREEMENT OF MAY 4 AND",
        "THE NUMBER C057 OF 99999",
        "A COPY WAS\nREPRODUCED AT THE EXPENSE OF THE OLD AND THE NEW NATIONAL ARCHIVES\nAND SENT TO ALL",
        "A PAGE\nCOPIED FROM A BOOK THAT HE HAD FOUND IN THE VALLETTA NATIONAL LIBRARY\nAND SENT TO ALL",
        "DECLASSIFIED IN FULL\nBY THE END OF 1979 TO THOSE",
    ),
)
def test_prose_that_says_such_things_stays(prose: str) -> None:
    said = parse(TEXTS["in a sentence"].format(f"{prose}\n")).paragraphs[1].text
    assert " ".join(prose.split()) in " ".join(said.split())


def test_the_sentence_that_a_notice_cut_goes_on_with_by() -> None:
    notice = "DECLASSIFIED\nAuthority NND 979999\n"
    cable = parse(TEXTS["in a sentence"].format(f"{notice}BY THE END OF THE DAY HAD COME TO\n"))
    assert "WHO BY THE END OF THE DAY HAD COME TO SEND" in cable.paragraphs[1].text


def test_words_of_a_notice_in_prose_stay() -> None:
    text = (
        TEXTS["above"]
        .format("")
        .replace("THANKED HIM FOR", "SAW PAPERS THAT WERE\nDECLASSIFIED IN PART\nFOR")
    )
    assert "DECLASSIFIED IN PART" in parse(text).paragraphs[1].text
