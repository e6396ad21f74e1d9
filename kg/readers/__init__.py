"""Readers: files of several formats -> `kg.documents.Document`."""

from kg.readers.files import DATA_SUFFIXES, SUFFIXES, FoundDocuments, find_documents
from kg.readers.mapping_file import UNMAPPED
from kg.readers.reading import read_document
from kg.readers.structured import FOREIGN

__all__ = ["DATA_SUFFIXES", "FOREIGN", "SUFFIXES", "UNMAPPED", "FoundDocuments", "find_documents", "read_document"]
