"""All benchmarks, one after the other: `./run bench`; one alone: `./run bench reading`."""

from __future__ import annotations

from benchmarks import (
    balance,
    clicking,
    detection,
    duplicates,
    engine,
    letters,
    reading,
    report,
    selfcheck,
    startup,
    validating,
)


def main() -> None:
    for each in (reading, selfcheck, validating, startup, detection, duplicates, report, letters, engine, clicking, balance):
        each.main()


if __name__ == "__main__":
    main()
