"""What several tests share: the sample organisation, written once per run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from samples.demo import build

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder with clean/, seeded_r1/, seeded_r2/ and expected.csv; parallel test processes share one."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    target = shared / "demo"
    with FileLock(f"{target}.lock"):
        if not (target / "expected.csv").exists():
            build(target)
    return target
