"""The evaluation report as a command makes it of a judged folder, against weasyprint alone on the same HTML."""

from __future__ import annotations

import tempfile
from importlib.resources import files
from pathlib import Path

from weasyprint import CSS, HTML

from benchmarks.turns import in_turns, show
from checks.judge import judge
from checks.portfolio import load
from reports import pdf
from reports.evaluation import build
from samples.demo import build as sample

ALONE = "weasyprint alone"


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        sample(Path(place))
        portfolio = load(Path(place, "seeded_r2"))
        judgement = judge(portfolio)
        html = build(portfolio, judgement, "zh-Hans").html
        style = files("reports").joinpath("pages", "report.css").read_text(encoding="utf-8")
        bare = html.replace('<link rel="stylesheet" href="res:report.css">', "")

        def alone() -> None:
            HTML(string=bare).write_pdf(str(Path(place, "alone.pdf")), stylesheets=[CSS(string=style)], pdf_variant="pdf/a-3a")

        def ours() -> None:
            pdf.write(build(portfolio, judgement, "zh-Hans"), Path(place, "ours.pdf"))

        show("the sample's evaluation report", in_turns({ALONE: alone, "tongchou: sections, figures, page, PDF": ours}, 3), ALONE,
             "held: ours ≤ 1.15 × weasyprint alone")


if __name__ == "__main__":
    main()
