"""What several tests share: the sample organisation and its report, written once per run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from filelock import FileLock

from checks.judge import judge
from checks.portfolio import load
from reports import evaluation
from reports.pdf import write
from samples.demo import build, second


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder with clean/, seeded_r1/, seeded_r2/ and expected.csv; parallel test processes share one.

    So do runs after one another that name a place for it in the environment, as `./run test` does.
    """
    base = tmp_path_factory.getbasetemp()
    shared = Path(os.environ.get("TONGCHOU_SAMPLE") or (base if worker_id == "master" else base.parent))
    target = shared / "demo"
    with FileLock(f"{target}.lock"):
        if not (target / "expected.csv").exists():
            build(target)
    return target


@pytest.fixture(scope="session")
def elsewhere(demo: Path) -> Path:
    """The folder of another organisation, beside the sample; written once, too."""
    target = demo.parent / "elsewhere"
    with FileLock(f"{target}.lock"):
        if not target.exists():
            second(demo.parent / "in the making")
            (demo.parent / "in the making").rename(target)
    return target


@pytest.fixture(scope="session")
def sample_report(demo: Path) -> Path:
    """The evaluation report of seeded_r2 in simplified Chinese, beside the folders; written once, too."""
    target = demo / "evaluation.pdf"
    with FileLock(f"{target}.lock"):
        if not target.exists():
            portfolio = load(demo / "seeded_r2")
            page = evaluation.build(portfolio, judge(portfolio), "zh-Hans")
            assert write(page, target) == []               # no complaint, no glyph missing
    return target
