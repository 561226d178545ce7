"""Every broken case yields exactly what its page says: these findings, in these cells, and no others."""

from __future__ import annotations

import pytest

from checks.judge import judge
from checks.message import describe
from checks.portfolio import load
from samples.broken_case import cases, expected, write_case
from templates.field import LOCALES


@pytest.mark.parametrize("folder", cases(), ids=lambda folder: folder.name)
def test_case(folder, tmp_path):
    as_of = write_case(folder, tmp_path)
    judgement = judge(load(tmp_path, as_of=as_of), raising=True)
    found = [(each.code, each.severity, [[place.table, place.key, place.column] for place in each.places])
             for each in judgement.findings]
    assert sorted(found) == sorted((each["code"], each["severity"], each["cells"]) for each in expected(folder))
    assert folder.name in {code for code, _, _ in found}
    for finding in judgement.findings:
        for locale in LOCALES:
            assert all(describe(finding, locale))
