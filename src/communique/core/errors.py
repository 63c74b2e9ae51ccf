"""What is raised: a bad call, never a bad document (those are diagnostics)."""


class CommuniqueError(Exception):
    """The base class of all errors that this library raises on purpose."""


class UnknownFormat(CommuniqueError, ValueError):
    """The format that was named, or that the file name implies, is not one of
    `FORMATS`.
    """


class BadOption(CommuniqueError, ValueError):
    """An option has an invalid value, for example a language that is not a BCP 47 tag
    or an unknown code.
    """


class BadConfiguration(CommuniqueError, ValueError):
    """A configuration or a baseline cannot be used; the message names the file, and the line where
    there is one.
    """


class NotReadable(CommuniqueError, ValueError):
    """`Parsed.require` was called, but the source gave no declaration. The message
    lists the findings.
    """


class NotWritable(CommuniqueError, ValueError):
    """A declaration was not written: what its format needs is not installed, or the writer broke
    down, which is a fault of the program.
    """


class BundleMissing(CommuniqueError, FileNotFoundError):
    """A shipped file (data, akn or schema) is missing from the installed package and
    from the checkout.
    """


class BundleDamaged(CommuniqueError, ValueError):
    """A shipped file is not what this version of the code reads; the message says in what respect."""


class UnknownDeclaration(CommuniqueError, KeyError):
    """The dataset does not hold the id or the language that was asked for. The message
    lists what exists.
    """

    def __str__(self) -> str:
        """The sentence itself: `KeyError` would print it quoted."""
        return str(self.args[0]) if self.args else ""


def reason(error: OSError) -> str:
    """Why the operating system refused, in words that begin in lower case."""
    words = error.strerror or str(error) or "unknown error"
    return words[:1].lower() + words[1:]
