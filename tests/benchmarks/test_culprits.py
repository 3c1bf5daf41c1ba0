"""The cell that was changed is the cell that is named."""

import culprits


def test_the_changed_cell_is_named_where_the_sums_determine_it() -> None:
    found = list(culprits.trials(30, 3))
    determined = [trial for trial in found if trial.is_determined]
    assert len(determined) > 10
    assert sum(trial.is_named for trial in determined) >= 0.95 * len(determined)


def test_a_change_that_breaks_no_sum_is_not_counted() -> None:
    assert all(trial.is_noticed for trial in culprits.trials(30, 3) if trial.is_determined or trial.is_named)
