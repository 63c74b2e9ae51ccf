"""Which codes are wanted."""

from dataclasses import dataclass

from communique.core.diagnostics import Code


def matches(selector: str, code: Code) -> bool:
    """Whether a selector means a code: it is its name, the code itself, or the beginning of it (`MOD`, `MOD01`)."""
    return selector == code.name or (selector != "" and code.code.startswith(selector.upper()))


@dataclass(frozen=True, slots=True)
class Selection:
    """Which codes are wanted: those of `select`, or without one all; those of `extend` too; and none of `ignore`.

    Each is named by selectors: codes, beginnings of codes, or names.
    """

    select: tuple[str, ...] = ()
    extend: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def wants(self, code: Code) -> bool:
        """Whether findings of a code are wanted."""
        chosen = not self.select or any(matches(each, code) for each in (*self.select, *self.extend))
        return chosen and not any(matches(each, code) for each in self.ignore)

    def extends(self, code: Code) -> bool:
        """Whether a code is wanted besides what a profile asks."""
        return any(matches(each, code) for each in self.extend)
