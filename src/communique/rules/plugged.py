"""Rules that packages add by the entry points `communique.rules`. Each entry point names a `Rule`."""

from dataclasses import dataclass
from functools import cache

from communique.core.codes import BROKEN_PLUGIN
from communique.core.diagnostics import Diagnostic
from communique.core.message import say
from communique.core.plugins import BrokenPlugin, Plugin, TwoPlugins, plugins
from communique.rules import RULES
from communique.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Plugged:
    """The rules that packages add, by their codes, and findings about plug-ins that cannot be used."""

    rules: dict[str, Rule]
    findings: tuple[Diagnostic, ...]


@cache
def plugged() -> Plugged:
    """The rules that packages add. Raises TwoPlugins where one has a code that another rule has."""
    rules: dict[str, Rule] = {}
    findings = []
    owners = {rule.code.code: "communique" for rule in RULES}
    for plugin in plugins("communique.rules").values():
        try:
            rule = plugin.load()
        except BrokenPlugin as error:
            findings.append(broken(str(error)))
            continue
        if not isinstance(rule, Rule):
            findings.append(broken(f"{_named(plugin)} is not a Rule"))
            continue
        code = rule.code.code
        if code in owners:
            raise TwoPlugins(
                f"two rules have the code {code}: one of {owners[code]} and one of {plugin.package}"
            )
        owners[code] = plugin.package
        rules[code] = rule
    return Plugged(rules, tuple(findings))


def every_rule() -> tuple[Rule, ...]:
    """The rules of communique, then those that packages add. Raises TwoPlugins."""
    return (*RULES, *plugged().rules.values())


def broken(problem: str) -> Diagnostic:
    """The finding about a plug-in that cannot be used."""
    return Diagnostic.of(BROKEN_PLUGIN, say("{problem}", problem=problem))


def _named(plugin: Plugin) -> str:
    return f"the plug-in {plugin.name!r} of {plugin.package} ({plugin.place})"
