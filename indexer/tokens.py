"""Words as keyword search compares them: technical names whole and in parts, English endings taken off."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# A name may hold hyphens, dots, slashes and underscores, and may end in + or #: c++, cri-o, v1.12, tcp/ip.
_WORD = re.compile(r"[^\W_]+(?:[-._/'][^\W_]+)*[+#]*")
_JOINT = re.compile(r"[-._/'+#]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_INITIALS = re.compile(r"[A-Z]{2,}s")  # "VMs"
_VERSION = re.compile(r"v\d+\.\d")
_VOWEL = re.compile(r"[aeiouy]")

_STOP_WORDS = (
    "a about all also am an and any are as at be been being but by can could did do does for from had "
    "has have he her his how i if in into is it its just may me might more most my no nor not of off on "
    "or our out own she should so some such than that the their them then there these they this those "
    "to too up us very was we were what when where which while who whom whose why will with would you "
    "your"
)
STOP_WORDS = frozenset(_STOP_WORDS.split())

# Verbs of English whose forms no ending tells: the base form, then the others. Left out are those whose other
# form is a common word of its own (left, saw, felt, rose).
_IRREGULAR_VERBS = (
    "become became;begin began begun;break broke broken;bring brought;build built;buy bought;catch caught;"
    "choose chose chosen;come came;draw drew drawn;drive drove driven;fall fell fallen;forget forgot forgotten;"
    "freeze froze frozen;give gave given;go went gone;grow grew grown;hide hid hidden;hold held;keep kept;"
    "know knew known;lead led;lend lent;lose lost;make made;mean meant;meet met;overtake overtook overtaken;pay paid;"
    "run ran;sell sold;send sent;show shown;speak spoke spoken;spend spent;spin spun;stand stood;"
    "steal stole stolen;take took taken;teach taught;tell told;think thought;throw threw thrown;"
    "arise arose arisen;bind bound;deal dealt;eat ate eaten;feed fed;fight fought;fly flew flown;hear heard;"
    "lay laid;oversee oversaw overseen;ride rode ridden;seek sought;sleep slept;strike struck;sweep swept;"
    "swim swam swum;wear wore worn;"
    "undergo underwent undergone;understand understood;win won;withdraw withdrew withdrawn;write wrote written"
)
_BASE_FORMS = {form: base for base, *forms in (verb.split() for verb in _IRREGULAR_VERBS.split(";")) for form in forms}

# British and American spellings of a word, as stems: each in the one that stands for both.
_VARIANTS = {
    "centr": "center", "theatr": "theater", "metr": "meter", "litr": "liter", "fibr": "fiber", "licenc": "licens",
    "defenc": "defens", "offenc": "offens", "programm": "program",
}  # fmt: skip
_ENDINGS = (
    (re.compile(r"(?<=[a-z]{3})iz(?=(?:er|ation)?$)"), "is"),
    (re.compile(r"(?<=[a-z]{3})our(?=(?:it|abl)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{2}[ao]g)u$"), ""),
    (re.compile(r"(?<=[a-z]{4})ll$"), "l"),
)


def find_tokens(text: str) -> list[str]:
    """Return the words of `text` as keyword search compares them, in order, without stop words.

    A compound gives itself, its parts, and its parts written as one word; a version is the same with a "v" before it.

    >>> find_tokens("What replaced the kube-dns add-ons?")
    ['replac', 'kube-dns', 'kub', 'dns', 'kubedn', 'add-ons', 'add', 'ons', 'addon']
    >>> find_tokens("VMs, CVEs"), find_tokens("VM, CVE")
    (['vm', 'cve'], ['vm', 'cve'])
    >>> find_tokens("OpenTracing in C++")
    ['opentrac', 'open', 'trac', 'c++']
    """
    return list(_find_tokens(text))


@lru_cache(maxsize=8192)
def _find_tokens(text: str) -> tuple[str, ...]:
    tokens: list[str] = []
    for found in _WORD.findall(unicodedata.normalize("NFKC", text).replace("’", "'")):
        written = found[:-2] if found[-2:].lower() == "'s" else found
        written = written[:-1] if _INITIALS.fullmatch(written) else written
        word = written.lower()
        if _VERSION.match(word):
            written, word = written[1:], word[1:]
        if word in STOP_WORDS:
            continue
        tokens.append(stem(word))
        parts = [part for piece in _JOINT.split(written) for part in _HUMP.split(piece) if len(part) > 1]
        if len(parts) > 1:
            tokens.extend(stem(part.lower()) for part in parts)
        joined = _JOINT.sub("", word)
        if len(parts) > 1 and joined != word:
            tokens.append(stem(joined))
    return tuple(tokens)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Take the English endings -s, -ed, -ing and a last -e off a lower-case word; irregular verbs to their base.

    >>> [stem(word) for word in ("replaces", "replacing", "registries", "running", "class", "etcd", "wrote")]
    ['replac', 'replac', 'registri', 'run', 'class', 'etcd', 'writ']
    """
    word = _BASE_FORMS.get(word, word)
    if (len(word) < 4 and word != "use") or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
        if len(word) < 4 and word != "use":
            return word
    for ending in ("ing", "ed"):
        trunk = word[: -len(ending)]
        if word.endswith(ending) and not word.endswith("eed") and len(trunk) > 1 and _VOWEL.search(trunk):
            doubled = len(trunk) > 3 and trunk[-1] == trunk[-2] and trunk[-1] not in "lsz"
            word = trunk[:-1] if doubled else trunk
            word = word[:-1] + "y" if ending == "ed" and len(word) == 3 and word[-1] == "i" else word  # "tried"
            break
    if word.endswith("e"):
        return _spell_alike(word[:-1])
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else _spell_alike(word)


def _spell_alike(trunk: str) -> str:
    """Return a stem in the one spelling that stands for both the British and the American one.

    >>> [stem(word) for word in ("licence", "organizations", "colours", "catalogue", "controlled", "centre")]
    ['licens', 'organisation', 'color', 'catalog', 'control', 'center']
    """
    trunk = _VARIANTS.get(trunk, trunk)
    for pattern, ending in _ENDINGS:
        trunk = pattern.sub(ending, trunk)
    return trunk
