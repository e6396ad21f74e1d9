"""The one tree of errors; each message says what, where, and what to do.

KgError
├── DocumentError        a document could not be read (the build goes on without it)
├── DataFolderError      a data folder is missing, of another format, or being written by another build
├── EncoderError         the encoder's weights are missing, damaged or not the ones the index was made with
├── QueryError           a SPARQL query could not be run
│   ├── QuerySyntaxError     it is no SPARQL; knows line and column
│   ├── QueryRefusedError    it asks for what this service does not do (update, SERVICE, FROM a file ...)
│   ├── QueryTimeoutError    it took longer than its limit
│   ├── QueryMemoryError     it needed more memory than its limit
│   ├── NotAcceptableError   its result has no form that the asker takes
│   ├── FederationError      it is good SPARQL whose SERVICE is never called
│   └── ServiceBusyError     too many queries are waiting; knows when to ask again
├── WorkerError          a process that did a part of a build was ended from outside
└── InputError           an argument or a file named by the user cannot be used
"""

from __future__ import annotations


class KgError(Exception):
    """Say in one line what went wrong, where, and what to do."""


class DocumentError(KgError):
    """A document could not be read; `document` is its name, `reason` says why and what to do."""

    def __init__(self, document: str, reason: str) -> None:
        super().__init__(f"{document}: {reason}")
        self.document = document
        self.reason = reason


class DataFolderError(KgError):
    """A data folder is missing, of another format, or being written by another build."""


class EncoderError(KgError):
    """The encoder's weights are missing, damaged, or not the ones the index was made with."""


class QueryError(KgError):
    """A SPARQL query could not be run."""


class QuerySyntaxError(QueryError):
    """The text is no SPARQL; `line` and `column` (1-based) point at the place where known."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class QueryRefusedError(QueryError):
    """The query asks for what this service does not do."""


class QueryTimeoutError(QueryError):
    """The query took longer than its limit."""


class QueryMemoryError(QueryError):
    """The query needed more memory than its limit."""


class NotAcceptableError(QueryError):
    """The result has no form that the asker takes."""


class FederationError(QueryError):
    """The query is good SPARQL, and its SERVICE is not called: told as a failure while it runs."""


class ServiceBusyError(QueryError):
    """Too many queries are waiting already; `retry_after` seconds may help."""

    def __init__(self, message: str, retry_after: int = 1) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class WorkerError(KgError):
    """A process that did a part of a build was ended from outside."""


class InputError(KgError):
    """An argument or a file named by the user cannot be used."""
