"""UNR: what the United Nations ask of their resolutions."""

from collections.abc import Iterator

from communique.core.message import say
from communique.rules.rule import OURS, Finding, Profile, rule
from communique.rules.tree import Tree, local


@rule(
    "UNR001", "html-list", on="tree", sources=("AKN4UN guidelines, part 1: normative and deliberative documents",),
    error=(Profile.AKN4UN,), warning=(Profile.GENERIC, *OURS),
)  # fmt: skip
def html_list(tree: Tree) -> Iterator[Finding]:
    """A declaration holds a list of HTML.

    Why: items of `ul` and `ol` have neither a printed label nor an eId, so that no point can be cited. The guidelines of
    the United Nations do not allow them in deliberative documents.

    Fix: use `list` with `point` in the operative part, `blockList` with `item` elsewhere.

    Bad:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet:</p><ul><li>at sea.</li></ul></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num><list eId="para_3__list_1"><intro eId="para_3__list_1__intro"><p>We will meet:</p></intro>
      <point eId="para_3__list_1__point_1"><num>–</num><content><p>at sea.</p></content></point></list></paragraph>
    """
    for element in tree.all("ul", "ol"):
        yield Finding(say("<{element}> is an HTML list", element=local(element)), element)
