"""The use cases: check an office file, build it, start a new one."""

from gkgen.pipeline.building import (
    DEFAULT_FORMATS,
    FORMATS,
    BuildOptions,
    Seen,
    build_file,
    check_file,
    planned_output,
    render,
    see_file,
)
from gkgen.pipeline.checking import Checked, Reader, check_text, form
from gkgen.pipeline.diagnosing import RARE, Health, Trial, examine, is_standin
from gkgen.pipeline.explaining import FAMILIES, Explanation, Wording, explanations, known_code, near_code
from gkgen.pipeline.naming import NAME_WORDS, unknown_words
from gkgen.pipeline.outcome import Outcome, status_of
from gkgen.pipeline.project import NoFiles, Project, Refusal, digest, find_offices, work_tree
from gkgen.pipeline.starter import Begin, new_file, starter
from gkgen.pipeline.writing import write_all
from gkgen.review import Sketch

__all__ = [
    "DEFAULT_FORMATS",
    "FAMILIES",
    "FORMATS",
    "NAME_WORDS",
    "RARE",
    "Begin",
    "BuildOptions",
    "Checked",
    "Explanation",
    "Health",
    "NoFiles",
    "Outcome",
    "Project",
    "Reader",
    "Refusal",
    "Seen",
    "Sketch",
    "Trial",
    "Wording",
    "build_file",
    "check_file",
    "check_text",
    "digest",
    "examine",
    "explanations",
    "find_offices",
    "form",
    "is_standin",
    "known_code",
    "near_code",
    "new_file",
    "planned_output",
    "render",
    "see_file",
    "starter",
    "status_of",
    "unknown_words",
    "work_tree",
    "write_all",
]
