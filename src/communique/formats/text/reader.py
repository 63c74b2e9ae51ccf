"""Reads raw text."""

from dataclasses import replace

from communique.core.diagnostics import in_order
from communique.core.faults import unreadable_text
from communique.core.source import Source
from communique.detect import detect
from communique.detect.metadata import read_metadata
from communique.draft import Parsed, ReadOptions, build
from communique.inputs.stated import OPEN, stated


def read(source: Source, options: ReadOptions) -> Parsed:
    """The declaration that a raw text holds. Never raises; what was guessed, and what was left over, are findings.

    `options.language` overrules the language that the words seem to be in, `options.hints` a guess at a place.
    """
    faults = unreadable_text(source, options.limits)
    if faults:
        return Parsed(source, None, in_order(faults))
    if not options.said and not options.given and OPEN in source.text:
        said, given = stated(source.text)
        begin = read_metadata(source.text).end
        options = replace(options, said=tuple(each for each in said if each[0] >= begin), given=given)
    return build(detect(source, options))
