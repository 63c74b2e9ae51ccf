"""A text in any script is prose, whatever signs its words are parted by; a program, a table and a
log are none.
"""

import pytest

from communique.rules.structure import foreign_share

PROSE = {
    "hy": "Մենք կհանդիպենք նավահանգստում՝ ինչպե՞ս և ե՞րբ, կորոշենք միասին։ Նավերը կսպասեն։",
    "am": "መርከቦች፡ሁሉ፡ወደ፡ወደቡ፡ይመጣሉ፡እኛም፡እንገናኛለን።",
    "bo": "གྲུ་གཟིངས་ཚང་མ་གྲུ་ཁར་འབྱོར་གྱི་རེད། ང་ཚོ་ཐུག་གི་རེད།",
    "my": "သင်္ဘောများသည် ဆိပ်ကမ်းသို့ လာကြမည်။ ကျွန်ုပ်တို့၊ တွေ့ဆုံကြမည်။",
    "he": "ניפגש שוב בנמל, \u200eבשנת תשפ״ה, ונדליק את ה\u05beפנסים.",
    "so": "Waxaan ku kulmi doonaa dekedda,waxaana la shidi doonaa nalalka.",
    "zh": "回顾第1841(2008)号、第1945(2010)号、第2035(2012)号和第2138(2014)号关于灯塔的决议，",
    "law": "The ports of Article 3(2)(a) and of Article 14(1)(c) shall be lit as Resolution 2400(2018) asks.",
}
NOT_PROSE = {
    "program": "def port(ships): return [s.name for s in ships if s.size>=3 and s.open_port()==True]",
    "table": "name,port,ships,year\nAarhus,North,12,1999\nBergen,West,31,2001\nStavanger,West,3,2011",
    "log": "2031-07-19T04:11:02Z [WARN] core.net.pool: retry=3 host=10.0.0.7:8080 err=ECONNRESET",
    "base64": "UG9ydHMgb2YgdGhlIE5vcnRo\nIHdpbGwgYmUgbGl0IDEyMzQ1\nIHNoaXBzIGluIDIwMzEgYW5k\n",
    "sums": "9e107d9d372bb6826bd81d3542a419d6 north.txt\ne4d909c290d0fb1ca068ffaddf22cbd0 west.txt",
}


@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE)
def test_prose_in_any_script_is_words(text: str) -> None:
    assert foreign_share(text) <= 0.11


@pytest.mark.parametrize("text", NOT_PROSE.values(), ids=NOT_PROSE)
def test_what_is_written_for_machines_is_not(text: str) -> None:
    assert foreign_share(text) > 0.11
