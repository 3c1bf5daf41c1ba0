"""Near duplicates in a batch (R81), found by locality-sensitive hashing of sketches."""

from dataclasses import dataclass, field, replace

from gkgen.diagnostics import diagnose, in_order
from gkgen.pipeline.core.outcome import Outcome
from gkgen.review import Sketch

MAX_RESEMBLANCE = 0.8
# Two texts are compared when one of 32 bands of four values is the same: of texts that resemble each other by more than
# MAX_RESEMBLANCE, 99.9 % are.
ROWS_PER_BAND = 4


@dataclass(slots=True)
class NearDuplicates:
    """The sketches of the reports so far, and for the hash of each band of values the index of the first that has it.

    Two bands of one hash cost a comparison; a hash takes a fifth of the memory of the band.
    """

    sketches: list[tuple[str, Sketch]] = field(default_factory=list)
    rows: dict[int, int] = field(default_factory=dict)

    def judged(self, outcome: Outcome) -> Outcome:
        """The outcome, with a finding when its report is a near duplicate of an earlier one."""
        sketch = outcome.sketch
        if sketch is None:
            return outcome
        rows = [
            hash((start, *sketch.values[start : start + ROWS_PER_BAND]))
            for start in range(0, len(sketch.values), ROWS_PER_BAND)
        ]
        candidates = {self.rows[row] for row in rows if row in self.rows}
        resemblances = {index: sketch.similarity(self.sketches[index][1]) for index in candidates}
        for row in rows:
            self.rows.setdefault(row, len(self.sketches))
        self.sketches.append((outcome.source, sketch))
        nearest = max(resemblances, key=lambda index: (resemblances[index], -index), default=-1)
        if nearest < 0 or resemblances[nearest] <= MAX_RESEMBLANCE:
            return outcome
        other, percent = self.sketches[nearest][0], round(100 * resemblances[nearest])
        finding = diagnose("R81", sketch.place, "overview", percent=percent, other=other)
        diagnostics = in_order((*outcome.diagnostics, replace(finding, waived=sketch.waived)))
        return replace(outcome, diagnostics=diagnostics)
