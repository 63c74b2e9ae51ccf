"""The version of the code: the one place where it stands. The build, `--version` and the citation
file take it from here.
"""

__version__ = "0.1.0"
