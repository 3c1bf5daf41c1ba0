"""Hostile inputs within a time: `python benchmarks/fuzz.py [SECONDS] [TARGET...]`, by default 300 s, all targets.

Each target takes seeds, changes them with Hypothesis, and gives the result to gkgen in a process of its own. An
exception is a fault, and so is a finding that gkgen itself is at fault (O04): both are kept in build/fuzz with their
traceback. What takes more time or memory than the process for files of others allows is counted, and the slowest input
is kept. The table that is printed at the end is that of docs/security.md.
"""

import faulthandler
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import offices  # noqa: E402
from hypothesis import HealthCheck, Phase, given, seed, settings  # noqa: E402 - the checkout is found first
from hypothesis import strategies as st  # noqa: E402

import gkgen  # noqa: E402
from gkgen import pictures  # noqa: E402
from gkgen.batch.build_manifest import NAME, Digests, Manifest  # noqa: E402
from gkgen.importers.readers.format_detection import read_document  # noqa: E402
from gkgen.pipeline.comparing.text_conversion import text_lines  # noqa: E402
from gkgen.pipeline.core.isolation import TIMEOUT_SECONDS  # noqa: E402
from gkgen.pipeline.editing.fixing import fix_text  # noqa: E402
from gkgen.pipeline.editing.formatting import format_text  # noqa: E402
from gkgen.pipeline.importing.conversion import convert  # noqa: E402
from gkgen.pipeline.importing.converted_report import ImportOptions  # noqa: E402

KEPT = ROOT / "build" / "fuzz"
ROUND = 200
"""Inputs of one run of Hypothesis; the clock is looked at between two runs."""
HANG_SECONDS = 120
MEMORY_BYTES = 3_000_000_000
_ODD = (
    "\u202e", "\u200b", "\ufeff", "\0", "\x1b[31m", "\u2028", "\t", "\r", "\n", "\u3000", " ", "　", "😀", "\U000e0001",
    "：", "，", "｛", "｝", "“", "'", '"', "`", "\\", "|", ">", "-", "- ", "? ", ": ", "#", "&a ", "*a", "!!str ", "%",
    "@", "[", "]", "{", "}", "{{", "}}", "{%", "{#", "{{ 甲 }}", "<", "</", "&#0;", "]]>", "<!--", "$", "*", "_", "~",
    "0", "1", "9" * 40, "1e400", "-1", "0x10", "１２", "①", "一", "十", "百万", "1件", "其中1件", "50%，", "1，000",
    "（", "）", "。", "；", "、", "同比增长", "2021年", "本年度", "TODO", "_ _", "1-2", "无", "全零", "继承: x.yaml\n",
    "../", "/dev/zero", ".git/config", "::error::", "url(#a)", "null", "true", "~", "---\n", "...\n", "inf", "nan",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """Where inputs come from, and what is done with one."""

    seeds: Callable[[], Sequence[bytes]]
    tokens: Sequence[bytes]
    work: Callable[[bytes], object]
    is_package: bool = False


@dataclass(slots=True)
class Tally:
    """What came of the inputs of a target; seconds of a single input, megabytes of the whole process."""

    inputs: int = 0
    faults: list[str] = field(default_factory=list)
    beyond_limits: int = 0
    slowest: float = 0.0
    memory: float = 0.0


def office(data: bytes) -> None:
    """All that a person may do with an office file that was sent."""
    rendered = gkgen.render(data, ("html", "json"))
    _no_fault(rendered.diagnostics)
    wanted, found = format_text(data, "office.yaml")
    _no_fault(found)
    if wanted is not None:
        assert format_text(wanted, "office.yaml")[0] == wanted, "format is not stable"
    mended = fix_text(data)
    if mended is not None and mended.data != data:
        gkgen.render(mended.data, ())
    text_lines(data, "office.yaml")


def expression(data: bytes) -> None:
    """An expression in a text and as an equation of the author."""
    text = json.dumps(data.decode("utf-8", "replace"), ensure_ascii=False)
    written = json.dumps(f"共 {{{{ {data.decode('utf-8', 'replace')} }}}} 件", ensure_ascii=False)
    source = (
        "年度: 2021\n机关: 张庄镇人民政府\n主动公开情况: 全零\n依申请公开情况: 全零\n复议诉讼情况: 全零\n"
        f"问题及改进: 正文\n其他事项: 无\n数据: {{甲: 1, 乙: 2.5}}\n核对: [{text}]\n总体情况: {written}\n"
    )
    _no_fault(gkgen.render(source, ("json",)).diagnostics)


def drawing(data: bytes) -> None:
    """A drawing in a report."""
    pictures.as_supported(data)


def published(name: str, data: bytes) -> None:
    """A report of others: imported, and shown to Git."""
    _no_fault(convert(read_document(data, name), "office.yaml", ImportOptions()).diagnostics)
    text_lines(data, name)


def ledger(data: bytes) -> None:
    """The manifest of a folder of output, with the office file that it speaks of."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / NAME).write_bytes(data)
        source = folder / "a.yaml"
        source.write_text("年度: 2021\n", encoding="utf-8")
        manifest = Manifest.of(folder)
        for key in (source, *map(folder.joinpath, list(manifest.entries)[:3])):
            entry = manifest.entry(key)
            if entry:
                entry.called("b.yaml").is_current("x", Digests())
        for _, outputs in manifest.orphans():
            assert all(output.path.parent == folder for output in outputs), "leaves the folder"
        manifest.forget("x")
        manifest.save()


def _no_fault(found: Sequence[object]) -> None:
    faults = [each for each in found if getattr(each, "code", "") == "O04"]
    assert not faults, faults


def _offices() -> list[bytes]:
    folders = ("examples", "tests/sources/valid", "tests/sources/invalid", "tests/mistakes", "tests/clean")
    return [path.read_bytes() for folder in folders for path in sorted((ROOT / folder).glob("*.yaml"))]


def _expressions() -> list[bytes]:
    known = "甲 | 乙 | 甲 + 乙 | 甲 / 乙 * 100 | (甲 - 乙) / 3 | 甲 == 乙 | 总计 >= 1 | 甲 | percent | round(甲, 2)"
    return [each.strip().encode() for each in (*known.split(" | "), "甲 | 百分比", "甲|千分位", "-甲 + +1", "1.5e3")]


def _drawings() -> list[bytes]:
    found = [path.read_bytes() for path in sorted((ROOT / "examples").rglob("*.svg"))]
    body = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90"><style>g rect, .a>b{fill:red;opacity:.5}</style>'
        '<defs><g id="a"><path d="M0 0L9 9C1 1 2 2 3 3z"/></g>'
        '<linearGradient id="b"><stop offset="0"/></linearGradient>'
        '<mask id="m"><rect width="9" height="9"/></mask></defs><g class="a" transform="rotate(9)"><use href="#a"/>'
        '<text x="1" y="9" font-size="9">字</text><rect width="9" height="9" fill="url(#b)" mask="url(#m)"/></g></svg>'
    )
    return [*found, body.encode()]


def _reports(suffix: str) -> list[bytes]:
    sources = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.yaml"))]
    files = {
        path.relative_to(ROOT / "examples").as_posix(): path.read_bytes()
        for path in (ROOT / "examples" / "pictures").glob("*")
    }
    made = [gkgen.render(text, (suffix,), files=files).files.get(suffix) for text in sources]
    reports = [each for each in made if each]
    assert reports, suffix
    if suffix == "pdf":
        import pikepdf

        for data in list(reports):
            plain = io.BytesIO()
            with pikepdf.open(io.BytesIO(data)) as opened:
                # Foreign to gkgen: without its attachment, and readable for whoever changes it.
                opened.attachments.clear()
                opened.save(plain, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
            reports.append(plain.getvalue())
    return reports


def _ledgers() -> list[bytes]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(3):
            (folder / f"{number}.yaml").write_text(offices.generate(number, 2021, 1), encoding="utf-8")
        assert {made.state for made in gkgen.build_all([folder], folder, ("json",), workers=1)} == {"built"}
        return [(folder / NAME).read_bytes()]


_TEXT = tuple(token.encode("utf-8", "surrogatepass") for token in _ODD)
_SVG = (
    *_TEXT, b'<rect width="9" height="9" opacity="0.5"/>', b"<g>", b"</g>", b"<style>*{fill:red}</style>", b"z g g ",
    b'<use href="#a"/>', b'mask="url(#m)"', b'clip-path="url(#m)"', b'stroke-dasharray="0.1"', b"M0 0L1e9 1e9",
    b"1e30", b'width="1e9"', b"rotate(1e9)", b'<!DOCTYPE x [<!ENTITY a "b">]>', b"&a;", b"em", b"%",
    b"href=\"file:///etc/passwd\"",
)  # fmt: skip
_HTML = (
    *_TEXT, b"<table>", b"<tr>", b"<td rowspan=9999 colspan=9999>", b"</table>", b"<p>", b"</p>", b"<sup>1</sup>",
    b"<s>9</s>", b'<img src="data:image/svg+xml;base64,PHN2Zy8+">', b"<style>a b c{display:none}</style>", b"<div>",
    b"<ruby>", b"<select><option>", b"<svg>", b"<math>", b"<template>", b'style="display:none"', b"hidden",
)  # fmt: skip
_WORD = (
    *_TEXT, b"<w:p>", b"</w:p>", b"<w:tbl>", b"<w:tc>", b"</w:tc>", b"<w:r><w:t>9</w:t></w:r>", b"<w:vanish/>",
    b'<w:gridSpan w:val="99999"/>', b'<w:vMerge w:val="restart"/>', b'<w:numId w:val="-1"/>', b"<w:del>",
    b'w:val="1e9"', b'<w:sym w:font="Arial" w:char="F039"/>', b"<w:txbxContent>",
    b"<w:fldChar w:fldCharType=\"begin\"/>",
)  # fmt: skip
_PDF = (
    *_TEXT, b"/MediaBox [0 0 1e30 1e30]", b"/Length 999999999", b"endobj", b"stream", b"endstream", b"<<", b">>",
    b"/Kids", b"1e30", b"-1", b" 0 R", b"q Q ", b"BT ET ", b"0 0 1e9 1e9 re f ", b"/Type /Page", b"/FlateDecode",
    b"xref", b"Tj ",
)  # fmt: skip
TARGETS: Mapping[str, Target] = {
    "office files": Target(_offices, _TEXT, office),
    "expressions": Target(
        _expressions, (*_TEXT, b"+", b"-", b"*", b"/", b"(", b")", b"==", b"|", b".", b"**"), expression
    ),
    "drawings": Target(_drawings, _SVG, drawing),
    "Word files": Target(lambda: _reports("docx"), _WORD, partial(published, "a.docx"), is_package=True),
    "web pages": Target(lambda: _reports("html"), _HTML, partial(published, "a.html")),
    "PDF": Target(lambda: _reports("pdf"), _PDF, partial(published, "a.pdf")),
    "ledgers": Target(_ledgers, (*_TEXT, b'"inputs": [["/dev/zero","x"]]', b"1e999", b"[]", b"{}"), ledger),
}


def edited(data: bytes, edits: Sequence[tuple[str, int, int, bytes, int]]) -> bytes:
    """The data with pieces taken out, repeated, exchanged, or put in."""
    for kind, place, length, token, times in edits:
        at = place % (len(data) + 1)
        end = min(len(data), at + length)
        if kind in {"line out", "line again"}:
            at, end = data.rfind(b"\n", 0, at) + 1, data.find(b"\n", at) + 1 or len(data)
        match kind:
            case "out" | "line out":
                data = data[:at] + data[end:]
            case "again" | "line again":
                data = data[:at] + data[at:end] * min(times, 1 + 20_000 // max(1, end - at)) + data[at:]
            case "instead":
                data = data[:at] + token + data[end:]
            case "bit":
                data = data[:at] + bytes([data[at] ^ (1 << length % 8)]) + data[at + 1 :] if at < len(data) else data
            case "end":
                data = data[:at]
            case _:
                data = data[:at] + token * min(times, 1 + 60_000 // max(1, len(token))) + data[at:]
    return data


def _edited_package(data: bytes, edits: Sequence[tuple[str, int, int, bytes, int]]) -> bytes:
    """A zip file with one part edited, or, for every fifth, edited as bytes."""
    if edits[0][1] % 5 == 0:
        return edited(data, edits)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = "word/document.xml" if edits[0][1] % 2 else names[edits[0][2] % len(names)]
        for name in names:
            part = old.read(name)
            new.writestr(name, edited(part, edits) if name == chosen else part)
    return made.getvalue()


def _inputs(target: Target) -> "st.SearchStrategy[bytes]":
    edit = st.tuples(
        st.sampled_from(("put", "put", "put", "instead", "out", "again", "line out", "line again", "bit", "end")),
        st.integers(0, 2**20),
        st.integers(0, 60),
        st.sampled_from(target.tokens),
        st.sampled_from((1, 1, 1, 2, 3, 10, 100, 2_000)),
    )
    change = _edited_package if target.is_package else edited
    return st.builds(change, st.sampled_from(list(target.seeds())), st.lists(edit, min_size=1, max_size=6))


@dataclass(slots=True)
class _Fuzzer:
    """Gives inputs to one target and counts; the one in work and the slowest are kept in files."""

    name: str
    ends: float
    tally: Tally = field(default_factory=Tally)
    known: set[str] = field(default_factory=set)

    def place(self, kind: str) -> Path:
        return KEPT / f"{self.name.replace(' ', '-')}.{kind}"

    def judge(self, data: bytes) -> None:
        """Works on one input; the same fault is found again and again, and the first is enough."""
        if time.monotonic() > self.ends:
            return
        self.place("current").write_bytes(data)
        begun = time.perf_counter()
        faulthandler.dump_traceback_later(HANG_SECONDS, exit=True)
        try:
            TARGETS[self.name].work(data)
        except MemoryError:
            self.tally.beyond_limits += 1
        except Exception as fault:
            if _place_of(fault) not in self.known:
                self.place("failing").write_bytes(data)
                raise
        finally:
            faulthandler.cancel_dump_traceback_later()
        took = time.perf_counter() - begun
        self.tally.inputs += 1
        self.tally.beyond_limits += took > TIMEOUT_SECONDS
        if took > self.tally.slowest:
            self.tally.slowest = took
            self.place("slowest").write_bytes(data)

    def round(self, inputs: "st.SearchStrategy[bytes]", number: int) -> None:
        """One run of Hypothesis."""
        how = settings(
            max_examples=ROUND,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        try:
            seed(number)(how(given(inputs)(self.judge)))()
        except Exception as fault:  # noqa: BLE001 - any is a find
            # What Hypothesis cannot repeat comes in a group.
            inner = fault.exceptions[0] if isinstance(fault, BaseExceptionGroup) else fault
            self.known.add(_place_of(inner))
            self.place("failing").replace(self.place(f"{number}.input"))
            self.place(f"{number}.traceback").write_text(traceback.format_exc(), encoding="utf-8")
            self.tally.faults.append(f"{self.place(str(number)).name}: {fault!r}"[:300])


def _place_of(fault: BaseException) -> str:
    place = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__} {place.filename}:{place.lineno}"


def fuzz(name: str, seconds: float) -> Tally:
    """Gives inputs to one target, in this process, until the time is over."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    fuzzer, inputs, number = _Fuzzer(name, time.monotonic() + seconds), _inputs(TARGETS[name]), time.time_ns() % 2**32
    while time.monotonic() < fuzzer.ends:
        number += 1
        fuzzer.round(inputs, number)
    fuzzer.tally.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return fuzzer.tally


def main() -> int:
    """Each target in a process of its own; 1 when there was a fault."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(asdict(fuzz(sys.argv[2], float(sys.argv[3])))))
        return 0
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 300.0
    names = sys.argv[2:] or list(TARGETS)
    KEPT.mkdir(parents=True, exist_ok=True)
    print(
        "| target | inputs | exceptions | beyond the limits | slowest | memory |\n| --- | --- | --- | --- | --- | --- |"
    )
    faults: list[str] = []
    for name in names:
        command = [sys.executable, __file__, "--one", name, str(seconds / len(names))]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            faults.append(f"{name}: ended with {done.returncode}\n{done.stderr[-3000:]}")
            continue
        found = Tally(**json.loads(done.stdout.strip().rpartition("\n")[2]))
        faults += found.faults
        figures = f"{found.inputs:,} | {len(found.faults)} | {found.beyond_limits}"
        print(f"| {name} | {figures} | {found.slowest:.1f} s | {found.memory:.0f} MB |", flush=True)
    for fault in faults:
        print(fault)
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
