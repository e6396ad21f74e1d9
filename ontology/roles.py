"""Roles: what a class or a property is to the reader, whatever a field calls it."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What the ontology marks on a class with `kg:role`; its subclasses play it too.

    The classes themselves belong to a field: software is the work of one, instruments of another.
    """

    WORK = "work"  # what people make, sort, compare and replace: the things that the documents are about
    PROJECT = "project"  # the work that opens a paragraph with its name and level
    NAMED = "named"  # its members bear names, which a noun of the class introduces ("tools like Acme")
    STANDARD = "standard"  # what works implement; a definition says what one is
    LEVEL = "level"  # a stage that a work is at, for a time
    VALUE = "value"  # an end of the properties made for it, and of no others
    HOST = "host"  # an organization that is the home of works, and not their maker
    HEADING = "heading"  # what works are sorted under: its members stand as headings above lists of them
    GROUP = "group"  # a list that a host keeps of organizations
    CLOSED = "closed"  # nothing is of the class that is not known to be: a text gives no sign of it


class PropertyRole(StrEnum):
    """What the ontology marks on a property with `kg:role`."""

    HOSTING = "hosting"  # leads from a work to its home
    JOINING = "joining"  # the day on which a work came to its home
    TIME = "time"  # its values tell when: a day, a year, a version
    VERSION = "version"  # its values are versions: they answer "which" of whatever has some
    PROSE = "prose"  # its values are sentences, which answer in the documents' own words
    PLACING = "placing"  # sorts a work, or a heading, under the heading that lists it
    FURTHER = "further"  # gives more values of the placing property of the same domain and range
