"""A plain script of docxtpl and WeasyPrint, each used as its manual shows: `plain.py FOLDER OUT docx,pdf`.

For each NAME.yaml, the data that a script would compute from it is in NAME.pickle, so that reading and checking cost
this script nothing; templates and style sheet are gkgen's.
"""

import pickle
import sys
from pathlib import Path

import jinja2
import yaml
from docxtpl import DocxTemplate
from weasyprint import CSS, HTML

from gkgen.resources import load_template_set
from gkgen.title_breaking import title_lines
from gkgen.web_links import linked
from gkgen.writers.docx.template_context import template_context
from gkgen.writers.html_context import block_views, dates, table_view
from gkgen.writers.installed_fonts import resolve
from gkgen.writers.line_break_marks import spaced, whole_numbers


def main() -> None:
    """Builds every office, one after the other."""
    folder, out, formats = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3].split(",")
    out.mkdir(exist_ok=True)
    for path in sorted(folder.glob("*.yaml")):
        yaml.safe_load(path.read_text(encoding="utf-8"))
        document = pickle.loads(path.with_suffix(".pickle").read_bytes())
        looks = load_template_set(document.edition)
        if "docx" in formats:
            (out / "report.docx").write_bytes(looks.docx)
            template = DocxTemplate(out / "report.docx")
            template.render(template_context(document, None), autoescape=True)
            template.save(out / f"{path.stem}.docx")
        if "pdf" in formats:
            environment = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, autoescape=True)
            environment.filters |= {"spaced": spaced, "whole_numbers": whole_numbers}
            page = environment.from_string(looks.html).render(
                document=document,
                css="",
                pictures={},
                dates=dates(document),
                on_paper=True,
                layout=table_view,
                blocks=block_views,
                letterhead=(),
                links=(),
                linked=linked,
                title=title_lines(document.title),
            )
            style = CSS(string=looks.css + resolve(looks.css).css())
            HTML(string=page).write_pdf(out / f"{path.stem}.pdf", stylesheets=[style])


if __name__ == "__main__":
    main()
