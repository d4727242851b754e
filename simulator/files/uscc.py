"""Unified social credit codes (GB 32100-2015): eighteen characters, the last one a check on the others."""

from types import MappingProxyType

from simulator.problems import Fact

LENGTH = 18
# no I, O, S, V and Z, which are taken for 1, 0, 5, U and 2
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
MODULUS = len(ALPHABET)
WEIGHTS = tuple(pow(3, position, MODULUS) for position in range(LENGTH - 1))
_VALUES = MappingProxyType({character: value for value, character in enumerate(ALPHABET)})


def uscc_fault(text: str) -> tuple[str, dict[str, Fact]] | None:
    """Return what is wrong with a code (D435-D438) and its facts, or None when it is good.

    >>> uscc_fault("9144030071526726XG"), uscc_fault("9144030071526726XA")[1]["due"]
    (None, 'G')
    """
    if len(text) != LENGTH:
        return "D435", {"text": text, "length": len(text)}
    if text != text.upper() and all(character in _VALUES for character in text.upper()):
        return "D438", {"text": text, "due": text.upper()}
    strange = next((character for character in text if character not in _VALUES), None)
    if strange is not None:
        return "D436", {"text": text, "character": strange}
    due = check_character(text)
    return None if text[-1] == due else ("D437", {"text": text, "found": text[-1], "due": due})


def check_character(code: str) -> str:
    """Return the character that the first seventeen of a code call for; raises KeyError outside the alphabet.

    >>> check_character("91440300192203821")
    '6'
    """
    total = sum(_VALUES[character] * weight for character, weight in zip(code, WEIGHTS, strict=False))
    return ALPHABET[-total % MODULUS]
