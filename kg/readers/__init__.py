"""Readers: files of several formats -> `kg.documents.Document`."""

from kg.readers.files import SUFFIXES, FoundDocuments, find_documents
from kg.readers.reading import read_document

__all__ = ["SUFFIXES", "FoundDocuments", "find_documents", "read_document"]
