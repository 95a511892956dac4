"""Say in the editor's language what is wrong with a value. This module knows pydantic's error types, and no settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kumihan.messages import tr


def problem(issue: Mapping[str, Any]) -> str:
    """What one pydantic error means; its own words where the type of error is not known here."""
    limits = issue.get("ctx", {})
    match issue["type"]:
        case "string_type":
            return tr("this must be text; put it between quotation marks")
        case "string_too_short":
            return tr("this must not be empty")
        case "string_pattern_mismatch":
            return tr("“{value}” has the wrong form ({pattern})", value=issue["input"], pattern=limits["pattern"])
        case "int_type" | "int_parsing" | "int_from_float":
            return tr("this must be a whole number")
        case "float_type" | "float_parsing":
            return tr("this must be a number")
        case "greater_than_equal":
            return tr("this must be at least {limit}", limit=f"{limits['ge']:g}")
        case "less_than_equal":
            return tr("this must be at most {limit}", limit=f"{limits['le']:g}")
        case "bool_type":
            return tr("this must be true or false")
        case "literal_error" | "enum":
            return tr("this must be one of {expected}", expected=limits["expected"])
        case _:
            return problem_of_shape(issue)


def problem_of_shape(issue: Mapping[str, Any]) -> str:
    """The same for dates, lists and tables."""
    match str(issue["type"]).split("_")[0]:
        case "date":
            return tr("this must be a date such as 2026-01-31")
        case "tuple" | "list":
            return tr("this must be a list")
        case "dict" | "dataclass":
            return tr("this must be a table of keys and values")
        case _:
            return str(issue["msg"])
