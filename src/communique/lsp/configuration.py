"""What an open document is held to: by the configuration nearest to its file, read anew each time."""

import os
from dataclasses import dataclass
from pathlib import Path

from communique.catalogues import Teller, language_of, teller
from communique.errors import BadConfiguration, BadOption, reason
from communique.validate.baselines import Baselines
from communique.validate.choice import ANYTHING, Choice
from communique.validate.configurations import Configurations
from communique.validate.settings import Settings


@dataclass(frozen=True, slots=True)
class Held:
    """What a document is held to, and the language in which it is told what was found.

    `excluded`: it is passed over. `complaint`: why the configuration cannot be used, so that it is held to the defaults.
    """

    choice: Choice
    tell: Teller
    excluded: bool = False
    complaint: str | None = None


def held(name: str, locale: str | None = None) -> Held:
    """What a document of that name is held to. The `locale` of its editor counts where the configuration says nothing.

    A name that is no path is looked at as a file in the current folder.
    """
    language = language_of(os.environ if locale is None else {"LC_ALL": locale.replace("-", "_")})
    try:
        configurations = Configurations(Settings())
        excluded = any(configurations.excludes(str(each)) for each in (Path(name), *Path(name).parents))
        choice = Baselines(configurations).choice(name)
        told = configurations.for_file(name).lang or language
    except (BadConfiguration, BadOption) as error:
        return Held(ANYTHING, teller(language), complaint=str(error))
    except OSError as error:
        return Held(ANYTHING, teller(language), complaint=f"{error.filename}: {reason(error)}")
    return Held(choice, teller(told), excluded)
