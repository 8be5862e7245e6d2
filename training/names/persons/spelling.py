"""From a dictionary's capitals to the spelling that news prints."""

from __future__ import annotations

PARTICLES = {word: word.lower() + "-" for word in ("AL", "UL", "EL", "AD", "AR", "AS", "AT", "AN", "OL", "UD")}
SMALL = {
    *{"DE", "LA", "LAS", "LOS", "DEL", "DA", "DOS", "DO", "DI", "VAN", "VON", "DER", "DEN", "TEN"},
    *{"BIN", "BINTI", "BINT", "IBN", "Y", "E", "ZU"},
}
TITLES = {
    *{"MINISTER", "PRESIDENT", "PRIME", "ACTING", "AMBASSADOR", "GENERAL", "HOJJAT", "HOJATOLESLAM", "FOREIGN", "SECRETARY", "GOVERNOR"},
    *{"CHAIRMAN", "SPOKESMAN", "DEPUTY", "VICE", "DEFENSE", "DEFENCE", "INTERIOR", "OFFICIALS", "GOVERNMENT", "LEADER", "CABINET", "PARTY"},
    *{"LORD", "COLONEL", "ADMIRAL", "LIEUTENANT", "MAJOR", "BRIGADIER", "CAPTAIN", "MARSHAL", "AYATOLLAH", "JUDGE", "SENATOR", "CHIEF"},
    *{"COUNCIL", "COMMITTEE", "ARMY", "FORCE", "FORCES", "POLICE", "ADMINISTRATION", "MINISTRY", "OFFICE", "JUNTA", "REGIME"},
    *{"GEN", "MAJ", "LT", "DR", "SIR", "HOJATOLISLAM", "SAMDECH", "COMMODORE", "DUKE", "DATUK"},
}
ROMAN = {"II", "III", "IV", "V", "VI", "VII", "VIII", "XVI"}
SHORT = 3  # letters of a word that is not split further
LONGEST = 5  # words of a name
ARABIC_STATES = {
    *{"AFG", "ARE", "BHR", "COM", "DJI", "DZA", "EGY", "ERI", "IRN", "IRQ", "JOR", "KWT", "LBN", "LBY", "MAR", "MDV", "MRT"},
    *{"OMN", "PAK", "PSE", "QAT", "SAU", "SDN", "SOM", "SYR", "TCD", "TUN", "YEM"},
}


def is_person(name: str) -> bool:
    """Say whether a dictionary name is two to five words long and free of titles."""
    words = [word for word in name.split("_") if word]
    long_words = [word for word in words if len(word.strip(".")) > 1]
    return len(words) <= LONGEST and len(long_words) > 1 and not TITLES & set(words)


def case_word(word: str) -> str:
    """Return ``O'BRIEN`` as ``O'Brien``, ``MCCAIN`` as ``McCain``, ``KI-MOON`` as ``Ki-Moon``."""
    if word in ROMAN or ("." in word and all(len(part) <= 1 for part in word.split("."))):
        return word
    if word.startswith("MC") and len(word) > SHORT:
        return "Mc" + word[2:].capitalize()
    if len(word) > SHORT and word[1] == "'" and word[0] in "ODL":
        return word[:2] + word[2:].capitalize()
    return "-".join(part.capitalize() for part in word.split("-"))


def print_name(name: str, state: str) -> str:
    """Return a dictionary name as news prints it: ``JUAN_DE_LA_CRUZ`` -> ``Juan de la Cruz``."""
    words = [word for word in name.split("_") if word]
    printed: list[str] = []
    for at, word in enumerate(words):
        if 0 < at < len(words) - 1 and state in ARABIC_STATES and word in PARTICLES:
            printed.append(PARTICLES[word])
        elif 0 < at < len(words) - 1 and word in SMALL:
            printed.append(word.lower() + " ")
        else:
            printed.append(case_word(word) + " ")
    return "".join(printed).strip()
