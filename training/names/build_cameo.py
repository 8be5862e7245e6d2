"""Write lexicon/cameo.toml: CAMEO codes to PLOVER and back, repaired, with what each step loses, and Goldstein scores.

Facts: the Open Event Data Alliance's map of 17 September 2021 (code, type, mode, contexts; its labels are not taken over), and GDELT's
published Goldstein table. Repairs: modes and contexts that PLOVER 2.0 no longer has, and rows that contradict its manual.
Run: python training/names/build_cameo.py (the map is found under $DETENTE_SHARED, by default ../shared).
"""

from __future__ import annotations

import os
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
MAP = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared")) / "facts" / "CAMEO2PLOVER-2021.txt"
OUT = ROOT / "src" / "detente" / "lexicon" / "cameo.toml"
ROW = re.compile(r"(\d{3,4}):\s*([A-Z]+)\s*,([^,#]*)(?:,([^#]*))?")

MODES = {
    ("THREATEN", "ban"): "restrict", ("THREATEN", "political"): "restrict", ("COERCE", "ban"): "restrict", ("RETREAT", "return"): "release",
    ("ASSAULT", "assassinate"): "targeted", ("ASSAULT", "seize"): "destroy", ("ASSAULT", "cleansing"): "", ("ASSAULT", "massacre"): "",
}  # fmt: skip
CONTEXTS = {"humanitarian": "human_security", "democracy": "pro_democracy"}
WHOLE = {
    "085": ("CONCEDE", "", "economic", "easing sanctions is CONCEDE; the map's mode 'ease' is gone"),
    "163": ("SANCTION", "discontinue", "economic", "the manual has sanctions and embargoes as SANCTION, mode discontinue"),
    "055": ("CONCEDE", "", "diplomatic", "the manual has regret and apology as CONCEDE"),
    "116": ("SANCTION", "convict", "legal", "the manual has a mode for convictions"),
    "175": ("ASSAULT", "crowd-control", "repression", "the map had a context in the mode's place"),
    "105": ("REQUEST", "yield", "", "the family of asking to yield; the map had change"),
    "112": ("ACCUSE", "allege", "", "the manual has accusing as allege; the map had disapprove"),
    "124": ("REJECT", "yield", "", "the family of refusing to yield; the map had change"),
    "131": ("THREATEN", "restrict", "", "threats without force; the map had no mode"),
    "195": ("ASSAULT", "aerial", "military", "the manual has a mode of its own; the map had heavy-weapons"),
    "0874": ("RETREAT", "withdraw", "military", "forces that give way withdraw; the map had disarm"),
    "0813": ("CONCEDE", "", "legal", "easing a curfew yields in law; the map's mode is gone"),
    "0814": ("CONCEDE", "", "legal", "easing martial law yields in law"),
}
APPEALS = {
    "020": ("", ""), "021": ("assist", ""), "0211": ("assist", "economic"), "0212": ("assist", "military"), "0213": ("assist", "legal"),
    "0214": ("assist", "intelligence"), "022": ("assist", "diplomatic"), "023": ("assist", ""), "0231": ("assist", "economic"),
    "0232": ("assist", "military"), "0233": ("assist", "human_security"), "0234": ("assist", "peacekeeping"),
    "024": ("change", "political_institutions"), "0241": ("change", "executive"), "0242": ("change", "executive"),
    "0243": ("change", "rights_freedoms"), "0244": ("change", "political_institutions"), "025": ("yield", ""), "0251": ("yield", "legal"),
    "0252": ("yield", "rights_freedoms"), "0253": ("yield", "legal"), "0254": ("yield", "economic"), "0255": ("yield", "diplomatic"),
    "0256": ("yield", "military"), "026": ("meet", "diplomatic"), "027": ("meet", "diplomatic"), "028": ("meet", "diplomatic"),
}  # fmt: skip
STATEMENTS = [f"01{digit}" for digit in range(10)]
ROOTS = {
    "01": ("make public statement", 0), "02": ("appeal", 3), "03": ("express intent to cooperate", 4), "04": ("consult", 1),
    "05": ("engage in diplomatic cooperation", 3.5), "06": ("engage in material cooperation", 6), "07": ("provide aid", 7),
    "08": ("yield", 5), "09": ("investigate", -2), "10": ("demand", -5), "11": ("disapprove", -2), "12": ("reject", -4),
    "13": ("threaten", -6), "14": ("protest", -6.5), "15": ("exhibit force posture", -7.2), "16": ("reduce relations", -4),
    "17": ("coerce", -7), "18": ("assault", -9), "19": ("fight", -10), "20": ("use unconventional mass violence", -10),
}  # fmt: skip
GOLDSTEIN = """010 0 011 -0.1 012 -0.4 013 0.4 014 0 015 0 016 -2 017 0 018 3.4 019 3.4
020 3 021 3.4 022 3.2 023 3.4 024 -0.3 025 -0.3 026 4 027 4 028 4
030 4 031 5.2 032 4.5 033 5.2 0334 6 034 7 035 7 036 4 037 5 038 7 039 5
040 1 041 1 042 1.9 043 2.8 044 2.5 045 5 046 7 050 3.5 051 3.4 052 3.5 053 3.8 054 6 055 7 056 7 057 8
060 6 061 6.4 062 7.4 063 7.4 064 7 070 7 071 7.4 072 8.3 073 7.4 074 8.5 075 7
080 5 081 5 082 5 083 5 084 7 085 7 086 9 087 9 0874 10 090 -2 091 -2 092 -2 093 -2 094 -2
100 -5 101 -5 102 -5 103 -5 104 -5 105 -5 106 -5 107 -5 108 -5 110 -2 111 -2 112 -2 113 -2 114 -2 115 -2 116 -2
120 -4 121 -4 122 -4 123 -4 124 -4 125 -5 126 -5 127 -5 128 -5 129 -5
130 -4.4 131 -5.8 132 -5.8 133 -5.8 134 -5.8 135 -5.8 136 -7 137 -7 138 -7 139 -7
140 -6.5 141 -6.5 142 -6.5 143 -6.5 144 -7.5 145 -7.5 150 -7.2 151 -7.2 152 -7.2 153 -7.2 154 -7.2
160 -4 161 -4 162 -5.6 163 -8 164 -7 165 -6.5 166 -7 170 -7 171 -9.2 172 -5 173 -5 174 -5 175 -9
180 -9 181 -9 182 -9.5 1821 -9 1822 -9 1823 -10 183 -10 184 -8 185 -8 186 -10
190 -10 191 -9.5 192 -9.5 193 -10 194 -10 195 -10 196 -9.5 200 -10 201 -9.5 202 -10 203 -10 204 -10"""
# Codes that leave the family of their type on the way back are marked in TO_LOSS.
TO_CAMEO = """AGREE - - 030|AGREE - economic 0311|AGREE - military 0312|AGREE - legal 0313|AGREE - intelligence 0314|AGREE - diplomatic 032
AGREE - human_security 0333|AGREE - peacekeeping 0334|AGREE - political_institutions 034|AGREE - executive 0342|AGREE - rights_freedoms 0343
CONSULT - - 040|CONSULT - diplomatic 046|CONSULT visit - 042|CONSULT third-party - 044|CONSULT multilateral - 040|CONSULT phone - 041
SUPPORT - - 051|SUPPORT - diplomatic 050
CONCEDE - - 080|CONCEDE - legal 081|CONCEDE - pro_democracy 082|CONCEDE - political_institutions 083|CONCEDE - executive 0832
CONCEDE - rights_freedoms 0833|CONCEDE - economic 085
COOPERATE - - 060|COOPERATE - economic 061|COOPERATE - military 062|COOPERATE - legal 063|COOPERATE - intelligence 064
AID - - 070|AID - economic 071|AID - military 072|AID - human_security 073|AID - peacekeeping 074|AID - asylum 075
RETREAT - - 087|RETREAT withdraw - 0874|RETREAT release - 0841|RETREAT disarm - 0873|RETREAT ceasefire - 0871|RETREAT access - 086
RETREAT access peacekeeping 0861|RETREAT access human_security 0863|RETREAT access cbrn 0862|RETREAT resign - 0831
REQUEST - - 100|REQUEST assist - 101|REQUEST assist economic 1011|REQUEST assist military 1012|REQUEST assist legal 1013
REQUEST assist intelligence 1014|REQUEST assist diplomatic 102|REQUEST assist human_security 1033|REQUEST assist peacekeeping 1034
REQUEST change - 104|REQUEST change executive 1042|REQUEST change rights_freedoms 1043|REQUEST change political_institutions 1044
REQUEST yield - 105|REQUEST yield legal 1051|REQUEST yield economic 1054|REQUEST yield diplomatic 1055|REQUEST yield military 1056
REQUEST meet - 106
ACCUSE - - 110|ACCUSE disapprove - 111|ACCUSE investigate - 090|ACCUSE investigate crime 091|ACCUSE investigate corruption 091
ACCUSE investigate human_rights 092|ACCUSE investigate military 093|ACCUSE investigate legal 094|ACCUSE allege - 112
ACCUSE allege crime 1121|ACCUSE allege corruption 1121|ACCUSE allege human_rights 1122|ACCUSE allege military 1123
ACCUSE allege intelligence 1125|ACCUSE allege legal 115|ACCUSE allege diplomatic 114
REJECT - - 120|REJECT assist - 121|REJECT assist economic 1211|REJECT assist military 1212|REJECT assist legal 1213
REJECT assist intelligence 1214|REJECT assist human_security 1223|REJECT assist peacekeeping 1224|REJECT change - 123
REJECT change executive 1232|REJECT change rights_freedoms 1233|REJECT change political_institutions 1234|REJECT yield - 124
REJECT yield legal 1243|REJECT yield economic 1244|REJECT yield diplomatic 1245|REJECT yield military 1246|REJECT meet - 125
THREATEN - - 130|THREATEN restrict - 131|THREATEN restrict economic 1312|THREATEN restrict rights_freedoms 1321
THREATEN restrict pro_autocracy 1323|THREATEN restrict military 1381|THREATEN arrest - 132|THREATEN relations - 1313
THREATEN expel - 136|THREATEN territory - 1382|THREATEN violence - 138|THREATEN violence repression 137|THREATEN violence cbrn 1385
THREATEN violence military 1384
PROTEST - - 140|PROTEST demo - 141|PROTEST demo executive 1412|PROTEST demo rights_freedoms 1413
PROTEST demo political_institutions 1414|PROTEST riot - 145|PROTEST riot executive 1452|PROTEST riot rights_freedoms 1453
PROTEST riot political_institutions 1454|PROTEST strike - 143|PROTEST strike executive 1432|PROTEST strike rights_freedoms 1433
PROTEST hunger - 142|PROTEST hunger rights_freedoms 1423|PROTEST boycott - 143|PROTEST boycott executive 1432
PROTEST boycott rights_freedoms 1433|PROTEST obstruct - 144|PROTEST obstruct executive 1442|PROTEST obstruct rights_freedoms 1443
PROTEST vandalize - 145
SANCTION - - 160|SANCTION convict - 116|SANCTION expel - 166|SANCTION expel military 1661|SANCTION withdraw - 161
SANCTION discontinue - 163|SANCTION discontinue human_security 162|SANCTION discontinue military 1622
MOBILIZE - - 150|MOBILIZE troops - 154|MOBILIZE weapons - 150|MOBILIZE police - 153|MOBILIZE militia - 154
COERCE - - 170|COERCE seize - 171|COERCE seize territory 192|COERCE seize military 192|COERCE restrict - 172|COERCE restrict military 191
COERCE restrict rights_freedoms 1721|COERCE restrict pro_autocracy 1722|COERCE censor - 1721|COERCE curfew - 1723
COERCE martial-law - 1724|COERCE arrest - 173|COERCE deport - 174|COERCE withhold - 172|COERCE misinformation - 170|COERCE cyber - 170
ASSAULT - - 190|ASSAULT - terrorism 180|ASSAULT abduct - 181|ASSAULT beat - 182|ASSAULT torture - 1822|ASSAULT sexual - 1821
ASSAULT targeted - 186|ASSAULT destroy - 1712|ASSAULT primitive - 182|ASSAULT firearms - 193|ASSAULT explosives - 183
ASSAULT suicide-attack - 1831|ASSAULT aerial - 195|ASSAULT drone - 195|ASSAULT heavy-weapons - 194|ASSAULT crowd-control - 175
ASSAULT unconventional - 204"""
TO_LOSS = {
    ("CONSULT", "visit"): "CAMEO writes two rows, 042 for the visitor and 043 mirrored for the host; PLOVER one",
    ("CONSULT", "multilateral"): "CAMEO has no code for many at a table; a row for each pair",
    ("CONSULT", "third-party"): "mediation (045) and meeting on a third's ground fall together",
    ("SUPPORT", ""): "praise, endorsement, defence and recognition (054) fall together",
    ("AGREE", ""): "a signed accord (057) and a promise fall together",
    ("REQUEST", ""): "an appeal (02) and a demand (10) fall together; the score is that of a demand",
    ("RETREAT", ""): "a step back without its manner reads disarm", ("ACCUSE", ""): "back it reads disapprove",
    ("RETREAT", "resign"): "CAMEO has a resignation only as yielding to a demand; back it reads CONCEDE",
    ("RETREAT", "release"): "persons (0841) and property (0842) fall together",
    ("RETREAT", "withdraw"): "a withdrawal and a surrender fall together",
    ("SANCTION", "convict"): "CAMEO has it as a finding of guilt under disapprove",
    ("SANCTION", "withdraw"): "ties, talks (164) and mediation (165) fall together",
    ("SANCTION", "discontinue"): "embargo, tariff and stopped trade fall together",
    ("THREATEN", "arrest"): "CAMEO has it under administrative penalties; back it reads restrict",
    ("PROTEST", "strike"): "CAMEO joins strike and boycott; back it reads boycott",
    ("PROTEST", "vandalize"): "CAMEO joins it with riot",
    ("MOBILIZE", "weapons"): "weapon tests have no code of their own",
    ("MOBILIZE", "militia"): "regular and irregular forces fall together",
    ("COERCE", "misinformation"): "CAMEO has no code for it", ("COERCE", "cyber"): "the published scale has no code for it",
    ("COERCE", "censor"): "censorship and other curbs on speech fall together; back it reads restrict",
    ("COERCE", "withhold"): "CAMEO has it under administrative penalties; back it reads restrict",
    ("ASSAULT", "primitive"): "CAMEO joins it with beating",
    ("ASSAULT", "drone"): "CAMEO joins manned and unmanned craft; back it reads aerial",
    ("ASSAULT", "explosives"): "a bomb and a suicide bomb fall together; back it reads suicide-attack",
}  # fmt: skip


def read_map(path: Path) -> dict[str, tuple[str, str, list[str], str]]:
    """Return code -> (type, mode, contexts, repair) with the repairs made."""
    rows: dict[str, tuple[str, str, list[str], str]] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        match = ROW.match(line)
        if match is None or match[1] in rows:
            continue
        code, kind, mode, contexts = match[1], match[2], match[3].strip(), [each.strip() for each in (match[4] or "").split(";")]
        rows[code] = _repaired(kind, mode, [each for each in contexts if each])
    for code, (kind, mode, context, why) in WHOLE.items():
        rows[code] = (kind, mode, [context] if context else [], why)
    for code, (mode, context) in APPEALS.items():
        rows[code] = ("REQUEST", mode, [context] if context else [], "the map drops appeals; PLOVER 2.0 has plain requests as REQUEST")
    for code in STATEMENTS:
        rows[code] = ("", "", [], "a public statement is no event in PLOVER")
    return rows


def _repaired(kind: str, mode: str, contexts: list[str]) -> tuple[str, str, list[str], str]:
    why = ""
    if (kind, mode) in MODES:
        why = f"mode {mode!r} is not in the manual"
        mode = MODES[kind, mode]
    if any(each in CONTEXTS for each in contexts):
        why = (why + "; " if why else "") + "context renamed as in the manual"
        contexts = [CONTEXTS.get(each, each) for each in contexts]
    return kind, mode, contexts, why


def write_toml(rows: dict[str, tuple[str, str, list[str], str]]) -> str:
    """Return the table as TOML text."""
    lines = [
        "# CAMEO and PLOVER. Made by training/names/build_cameo.py from the Open Event Data Alliance's map of 2021-09-17 and GDELT's",
        "# Goldstein table; `repair` says where the map was mended, `loss` what a step cannot carry. Codes are strings. Many to one:",
        "# PLOVER to CAMEO is a choice, and code -> type -> code need not come back.",
        "",
        "[roots]  # root = [label, Goldstein score]",
        *(f'"{code}" = ["{label}", {score}]' for code, (label, score) in ROOTS.items()),
        "",
        "[goldstein.gdelt]  # a score of three digits holds for the codes of four digits below it that are not listed",
    ]  # fmt: skip
    flat = GOLDSTEIN.split()
    lines += [f'"{code}" = {score}' for code, score in zip(flat[::2], flat[1::2], strict=True)]
    lines += ["", "[from_cameo]  # an empty type: no event (a statement)"]  # fmt: skip
    for code in sorted(rows, key=lambda each: (each[:2], each)):
        kind, mode, contexts, why = rows[code]
        parts = [f'type = "{kind}"'] + ([f'mode = "{mode}"'] if mode else [])
        parts += [f"contexts = [{', '.join(chr(34) + each + chr(34) for each in contexts)}]"] if contexts else []
        parts += [f'repair = "{why}"'] if why else []
        lines.append(f'"{code}" = {{ {", ".join(parts)} }}')
    for entry in re.split(r"[|\n]", TO_CAMEO):
        kind, mode, context, code = (each if each != "-" else "" for each in entry.split())
        returned = rows[code][:2] == (kind, mode)
        loss = TO_LOSS.get((kind, mode), "") if not (context and returned) else ""
        lines += ["", "[[to_cameo]]", f'type = "{kind}"'] + ([f'mode = "{mode}"'] if mode else [])
        lines += ([f'context = "{context}"'] if context else []) + [f'code = "{code}"'] + ([f'loss = "{loss}"'] if loss else [])
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    OUT.write_text(write_toml(read_map(MAP)), encoding="utf-8")
