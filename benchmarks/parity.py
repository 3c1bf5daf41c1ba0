"""Does the Word file break its lines and pages where the PDF does? `python benchmarks/parity.py [FILE...]`

Every office file is built as Word and as PDF; LibreOffice, with the fonts that the PDF used, prints the Word file; the
lines and pages of both are compared. The PDF is set by the rules of LibreOffice, which differ from those of Word in a
few parameters of the style sheet (LIBREOFFICE): what agrees proves all the rest. With --word it is set as readers get
it, and the figures tell how far LibreOffice is from Word. Without files: all of examples/ and fifty generated reports.
Needs LibreOffice and poppler-utils. The exit status is 1 below the thresholds.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree
from offices import generate

from gkgen.pipeline.core.building import BuildOptions, build_file
from gkgen.pipeline.core.project import find_offices
from gkgen.resources import load_template_set
from gkgen.word_templates.word_styles import FANGSONG, HEITI, KAITI, SONGTI, TIMES, XIAOBIAOSONG
from gkgen.writers.installed_fonts import resolve

ROOT = Path(__file__).resolve().parent.parent
GENERATED = 50
LINES_WANTED, PAGES_WANTED = 0.999, 1.0
LIBREOFFICE = """
@media print {
  /* A gap is a fifth of the height of the font. */
  :root { --gap: 3.45pt; --hang: "，。、；：！？"; --justify: characters; --fit: -0.05pt; --max-opening: 9em;
    --break-rules: unicode; --edge-tracking: none; --hang-behind: chinese; --latin-signs: script; }
  h1 { --gap: 4.75pt }
  figcaption { --gap: 3.04pt }
  table { --gap: 2.6pt }
  /* The tracking behind the last character of a line is not taken off. */
  h2, h3, h4, h5, p, .items li { padding-right: 0.15pt; }
}
"""
"""What LibreOffice does otherwise than Word, as parameters of the style sheet."""
_OFFICE_FONTS = {
    "xiaobiaosong": XIAOBIAOSONG,
    "fangsong": FANGSONG,
    "kaiti": KAITI,
    "heiti": HEITI,
    "songti": SONGTI,
    "latin": TIMES,
}
# pdftohtml gives one and a half times the points; body text and titles have 16 points and more.
_BODY = 15.5 * 1.5
_SAME_LINE = 12
# LibreOffice 7.4 leaves out one in ten of the marks that hang when it prints; one that had gone to the next line would
# be seen there.
_HUNG = re.compile("[，。、；：！？]$")


@dataclass(frozen=True, slots=True)
class Page:
    """A printed page: the characters on it, sorted, and its lines of body text without blanks."""

    characters: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parity:
    """One report compared: equal and all, of lines and of pages; each difference as page, PDF's lines, Word's lines."""

    name: str
    lines: tuple[int, int]
    pages: tuple[int, int]
    differences: tuple[tuple[int, str, str], ...]


def pages(pdf: Path) -> tuple[Page, ...]:
    """The pages of a PDF, lines from top to bottom."""
    done = subprocess.run(["pdftohtml", "-xml", "-i", "-stdout", pdf], capture_output=True, check=True)
    root = etree.fromstring(re.sub(rb"</?[bia](?: [^>]*)?>", b"", done.stdout), etree.XMLParser(recover=True))
    sizes = {font.get("id"): float(font.get("size", 0)) for font in root.iter("fontspec")}
    return tuple(_page(page, sizes) for page in root.iter("page"))


def _page(page: etree._Element, sizes: dict[str | None, float]) -> Page:
    texts = list(page.iter("text"))
    body = [text for text in texts if sizes[text.get("font")] >= _BODY]
    return Page("".join(sorted(_unhung(_bare("".join(map(_words, texts)))))), tuple(_lines(body)))


def _lines(texts: list[etree._Element]) -> Iterator[str]:
    rows: list[tuple[int, list[etree._Element]]] = []
    for text in sorted(texts, key=lambda text: int(text.get("top", 0))):
        top = int(text.get("top", 0))
        if not rows or top - rows[-1][0] > _SAME_LINE:
            rows.append((top, []))
        rows[-1][1].append(text)
    for _, row in rows:
        if line := _bare("".join(map(_words, sorted(row, key=lambda text: int(text.get("left", 0)))))):
            yield _HUNG.sub("", line)


def _unhung(text: str) -> str:
    # LibreOffice repeats the hyphen of a telephone number that it parts.
    return re.sub("[，。、；：！？-]", "", text)


def _words(text: etree._Element) -> str:
    return "".join(text.itertext())


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def compare(name: str, ours: Sequence[Page], word: Sequence[Page]) -> Parity:
    """Compares page by page: a page is equal when it has the same characters; lines are matched in order."""
    equal = total = same = 0
    differences = []
    for number in range(max(len(ours), len(word))):
        one, two = (side[number] if number < len(side) else Page("", ()) for side in (ours, word))
        same += one.characters == two.characters
        matcher = SequenceMatcher(None, one.lines, two.lines, autojunk=False)
        equal += sum(block.size for block in matcher.get_matching_blocks())
        total += max(len(one.lines), len(two.lines))
        for verb, a, b, c, d in matcher.get_opcodes():
            if verb != "equal":
                differences.append((number + 1, " / ".join(one.lines[a:b]), " / ".join(two.lines[c:d])))
    return Parity(name, (equal, total), (same, max(len(ours), len(word))), tuple(differences))


def font_configuration() -> str:
    """The fontconfig rules that replace Word's fonts by those of the PDF."""
    choices = {choice.role.name: choice.families for choice in resolve(load_template_set("2021").css).choices}
    bold = '<edit name="weight" mode="assign" binding="strong"><const>bold</const></edit>'
    rules = "".join(
        f'<match target="pattern"><test name="family"><string>{escape(office)}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{escape(choices[role][0])}</string></edit>'
        f"{bold if role == 'xiaobiaosong' else ''}</match>"  # its substitute is bold in the PDF as well
        for role, office in _OFFICE_FONTS.items()
    )
    return f'<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>{rules}</fontconfig>'


def print_word(files: Sequence[Path], folder: Path) -> None:
    """Converts Word files to PDF with LibreOffice, into a folder."""
    configuration = folder / "fonts.conf"
    configuration.write_text(font_configuration(), encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)],
        env={**os.environ, "FONTCONFIG_FILE": str(configuration)},
        capture_output=True,
        check=True,
    )


def offices(folder: Path, count: int) -> list[Path]:
    """Generated office files of both editions and of all lengths, written into a folder."""
    files = []
    for seed in range(count):
        path = folder / f"generated-{seed:02}.yaml"
        path.write_text(generate(seed), encoding="utf-8")
        files.append(path)
    return files


def libreoffice_templates(folder: Path) -> Path:
    """The built-in templates with the rules of LibreOffice, in a folder."""
    shutil.copytree(ROOT / "templates", folder)
    with (folder / "report.css").open("a", encoding="utf-8") as css:
        css.write(LIBREOFFICE)
    return folder


def measure(files: Sequence[Path], folder: Path, *, as_word: bool = False) -> Iterator[Parity]:
    """Each file built, printed and compared."""
    templates = None if as_word else libreoffice_templates(folder / "templates")
    options = BuildOptions(folder / "pdf", ("docx", "pdf"), templates=templates)
    with ProcessPoolExecutor() as pool:
        for outcome in pool.map(partial(build_file, options=options), files):
            if not outcome.outputs:
                raise SystemExit(f"{outcome.source}: {[found.message() for found in outcome.diagnostics]}")
    documents = [folder / "pdf" / f"{path.stem}.docx" for path in files]
    (folder / "word").mkdir()
    print_word(documents, folder / "word")
    for document in documents:
        word = folder / "word" / f"{document.stem}.pdf"
        yield compare(document.stem, pages(document.with_suffix(".pdf")), pages(word))


def main() -> int:
    """Prints a line for each report, every difference with --show, and the totals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--count", type=int, default=GENERATED, help="generated reports (without files)")
    parser.add_argument("--keep", type=Path, help="leave the files in this folder")
    parser.add_argument("--word", action="store_true", help="the PDF as readers get it, by the rules of Word")
    parser.add_argument("--show", action="store_true", help="show every line that differs")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = arguments.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        files = arguments.files or [*find_offices(ROOT / "examples"), *offices(folder, arguments.count)]
        results = list(measure(files, folder, as_word=arguments.word))
    for result in results:
        print(f"{result.name:24} lines {_share(*result.lines)}   pages {_share(*result.pages)}")
        for page, ours, word in result.differences if arguments.show else ():
            print(f"    page {page}\n      PDF   {ours}\n      Word  {word}")
    lines = tuple(sum(result.lines[part] for result in results) for part in (0, 1))
    sheets = tuple(sum(result.pages[part] for result in results) for part in (0, 1))
    print(f"{len(results)} reports: lines {_share(*lines)} = {lines[0] / lines[1]:.2%}, pages {_share(*sheets)}")
    return 0 if lines[0] >= LINES_WANTED * lines[1] and sheets[0] >= PAGES_WANTED * sheets[1] else 1


def _share(equal: int, total: int) -> str:
    return f"{equal:5} / {total:5}"


if __name__ == "__main__":
    sys.exit(main())
