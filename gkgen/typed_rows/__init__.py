"""What authors type and paste where the form has a row: labels, words and numbers. Importers and forms may use it too.

Which words are taken for a key and which are told with their key stands in schema.yaml (`label`, `accepts`,
`resembles`); nothing here knows YAML.
"""

from gkgen.typed_rows.commented_rows import answer_in_comment, row_in_comment
from gkgen.typed_rows.key_spelling import field_typed, resembled, spellings
from gkgen.typed_rows.number_rows import Piece, counted_columns, is_single_number, numbers_in
from gkgen.typed_rows.pasted_tables import DoubtfulLine, PastedRow, read_pasted
from gkgen.typed_rows.value_spelling import (
    MARKS_OF_NOTHING,
    cell_meant,
    change_meant,
    date_meant,
    digits_for_letters,
    document_no_meant,
    has_leading_zeros,
    number_beside_words,
    number_for,
    number_meant,
    plain_number,
    without_leading_zeros,
    year_meant,
    yuan_in_wan,
)

__all__ = [
    "MARKS_OF_NOTHING",
    "DoubtfulLine",
    "PastedRow",
    "Piece",
    "answer_in_comment",
    "cell_meant",
    "change_meant",
    "counted_columns",
    "date_meant",
    "digits_for_letters",
    "document_no_meant",
    "field_typed",
    "has_leading_zeros",
    "is_single_number",
    "number_beside_words",
    "number_for",
    "number_meant",
    "numbers_in",
    "plain_number",
    "read_pasted",
    "resembled",
    "row_in_comment",
    "spellings",
    "without_leading_zeros",
    "year_meant",
    "yuan_in_wan",
]
