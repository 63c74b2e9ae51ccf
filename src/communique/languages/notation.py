"""The notation in which files of languages write forms: endings, gaps, optional parts.

Most of a form is words as they are. These signs mean something else:

=============  ====================================================================================
``(a|b)``      one of these
``[a|b]``      one of these, or nothing
``~``          letters and digits of a word
``@``          letters; with a name of `ALPHABETS` behind it, those of that alphabet only
``#``          digits
``_``          blanks
``%``          what is no word
``/``          the edge of a word
``$``          the end
``<who:a>``    a part with a name; ``<:a>``: without one
``<4-90 ,;>``  a gap of this many characters, none of which is one of these signs (``_``: a blank)
``{then:a}``   this follows, and is no part of the form; ``{not:a}``: it does not follow
``{after:a}``  this precedes; ``{not after:a}``: it does not precede
``.`` ``-``    every other sign is itself; behind a backslash each of the above is
=============  ====================================================================================

A number behind ``)``, ``~``, ``@``, ``#``, ``_`` or ``%``, and in a gap, says how often: ``2``
times, ``2+`` at least twice, ``2-4`` two to four times, ``+`` at least once, ``*`` any number of
times. With ``?`` behind it, it is as few times as possible. Without a number it is at least once,
but a group once.
"""

import re

ALPHABETS = {
    "han": "[一-龠々]",
    "kana": "[ぁ-ん]",
    "danish": "[a-zæøå]",
    "dutch": "[a-zëï]",
    "english": "[a-z]",
    "german": "[a-zäöüß]",
    "swedish": "[a-zåäö]",
}
"""Alphabets whose letters tell a verb from a word of another language in the same text."""

_TIMES = r"(?:\d{1,3}(?:-\d{1,3}|\+)?|[+*])\??"
_TOKEN = re.compile(
    rf"""
      \\(?P<itself>.)
    | <(?P<gap>{_TIMES})[ ](?P<but>[^>]{{1,40}})>
    | <(?P<name>\w*):
    | \{{(?P<look>then|not|after|not[ ]after):
    | @(?P<alphabet>{"|".join(ALPHABETS)})(?P<letters>{_TIMES})?
    | (?P<sort>[~@\#_%])(?P<many>{_TIMES})?
    | \)(?P<group>{_TIMES})
    | (?P<sign>[()\[\]\}}>/$|])
    | (?P<plain>[^\\<{{@~\#_()\[\]}}>/%$|]+)
    """,
    re.VERBOSE,
)
_SORTS = {"~": r"\w", "@": r"[^\W\d_]", "#": r"\d", "_": r"\s", "%": r"\W"}
_LOOKS = {"then": "(?=", "not": "(?!", "after": "(?<=", "not after": "(?<!"}
_SIGNS = {
    "(": "(?:",
    ")": ")",
    "[": "(?:",
    "]": ")?",
    "}": ")",
    ">": ")",
    "/": r"\b",
    "$": "$",
    "|": "|",
}


def expression(form: str) -> str:
    r"""The regular expression for a form.

    Raises ValueError where a sign means nothing at its place.

    >>> print(expression("~(a|i)d(o|a)[s]/"))
    \w+(?:a|i)d(?:o|a)(?:s)?\b
    >>> print(expression("with <who:<2-80? ,;>>{then: to/}"))
    with\ (?P<who>[^,;]{2,80}?)(?=\ to\b)
    """
    parts = []
    at = 0
    while at < len(form):
        token = _TOKEN.match(form, at)
        if token is None:
            raise ValueError(f"{form!r} at {at}")
        parts.append(_part(token))
        at = token.end()
    return "".join(parts)


def _part(token: re.Match[str]) -> str:
    """The expression for one token."""
    said = token.groupdict()
    match token.lastgroup:
        case "itself":
            return re.escape(said["itself"])
        case "but":
            but = re.escape(said["but"]).replace("_", r"\s")
            return f"[^{but}]{_times(said['gap'])}"
        case "name":
            return f"(?P<{said['name']}>" if said["name"] else "("
        case "look":
            return _LOOKS[said["look"]]
        case "alphabet" | "letters":
            return ALPHABETS[said["alphabet"]] + _times(said["letters"] or "+")
        case "sort" | "many":
            return _SORTS[said["sort"]] + _times(said["many"] or "+")
        case "group":
            return f"){_times(said['group'])}"
        case "sign":
            return _SIGNS[said["sign"]]
        case _:
            return re.escape(token[0])


def _times(times: str) -> str:
    """How often, as an expression says it."""
    few = "?" if times.endswith("?") else ""
    count = times.removesuffix("?")
    if count == "1":
        return ""
    if count in {"+", "*"}:
        return count + few
    if count.endswith("+"):
        return f"{{{count[:-1]},}}{few}"
    return f"{{{count.replace('-', ',')}}}{few}"
