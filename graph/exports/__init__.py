"""The graph for other tools: GraphML, GEXF, CSV, JSON, a Cypher script; claims as plain records."""

from graph.exports.files import EXPORT_FORMATS, ExportFormat, write_export
from graph.exports.records import (
    actor_record,
    article_record,
    claim_record,
    extraction_record,
    problem_record,
)

__all__ = [
    "EXPORT_FORMATS",
    "ExportFormat",
    "actor_record",
    "article_record",
    "claim_record",
    "extraction_record",
    "problem_record",
    "write_export",
]
