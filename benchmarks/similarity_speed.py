"""How long sentences take to be compared: `python benchmarks/similarity_speed.py [SENTENCES]`.

So many sentences (200 unless given) of generated reports are compared with as many others: pair by pair, all at once,
and aligned as `gkgen diff` and `gkgen verify` do. It prints milliseconds, the best of several runs. The exit status is
1 when both ways give different similarities.
"""

import sys
import timeit
from collections.abc import Callable, Iterator, Sequence
from itertools import count, islice
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import yaml  # noqa: E402 - the checkout is found first
from offices import generate  # noqa: E402

from gkgen.comparison.alignment import MIN_SIMILARITY, align  # noqa: E402
from gkgen.comparison.sentence_diff import split  # noqa: E402
from gkgen.similarity import similarities, similarity  # noqa: E402

RUNS = 5


def sentences() -> Iterator[str]:
    """Sentences of made-up reports, no two of them equal."""
    found: set[str] = set()
    for seed in count():
        for paragraph in yaml.safe_load(generate(seed, 2021, pages=4))["引言"].splitlines():
            for text, _ in split(paragraph):
                if text not in found:
                    found.add(text)
                    yield text


def milliseconds(work: Callable[[], object]) -> float:
    """The best of several runs."""
    return 1000 * min(timeit.repeat(work, number=1, repeat=RUNS))


def pair_by_pair(before: Sequence[str], after: Sequence[str]) -> list[list[float]]:
    """What `similarities` gives, without its way of computing it."""
    return [[similarity(old, new, MIN_SIMILARITY) for new in after] for old in before]


def main() -> int:
    """Prints the times and gives the exit status."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    source = sentences()
    before, after = list(islice(source, wanted)), list(islice(source, wanted))
    length = sum(map(len, before + after)) / len(before + after)
    print(f"{len(before)} x {len(after)} sentences of {length:.0f} characters on average, milliseconds")
    print(f"  pair by pair {milliseconds(lambda: pair_by_pair(before, after)):8.1f}")
    print(f"  all at once  {milliseconds(lambda: similarities(before, after, MIN_SIMILARITY)):8.1f}")
    print(f"  aligned      {milliseconds(lambda: list(align(before, after, str))):8.1f}")
    return int(similarities(before, after, MIN_SIMILARITY) != pair_by_pair(before, after))


if __name__ == "__main__":
    sys.exit(main())
