// What stands behind a text field: numbers by what they were found to be, references as chips, slips underlined.
// The field itself is never touched: Chinese input methods break when the text under them changes.
"use strict";
const proseBox = (path) => document.querySelector(`[data-prose="${path}"]`);

// Where something of the file stands in the shown text that the engine last saw.
function placeIn(path, range) {
  if (!range || range[0] !== range[2]) return null;
  const [number, first, , last] = range;
  const typed = [...((report.state.values[path] || "").split("\n")[number] || "")];
  const lines = shownText((report.state.values[path] || "").replace(/\n+$/, "")).split("\n");
  const words = shownText(typed.slice(first, last).join(""));
  if (!words || lines[number] === undefined) return null;
  let at = shownText(typed.slice(0, first).join("")).length;
  if (!lines[number].startsWith(words, at)) at = lines[number].indexOf(words);
  if (at < 0) return null;
  const start = lines.slice(0, number).reduce((sum, each) => sum + each.length + 1, 0) + at;
  return { start, end: start + words.length };
}

// Marks move with what was typed since: what stands before the change stays, what stands behind it is shifted.
function moved(marks, before, now) {
  if (before === now) return marks;
  let first = 0;
  while (first < Math.min(before.length, now.length) && before[first] === now[first]) first += 1;
  let last = 0;
  while (last < Math.min(before.length, now.length) - first && before[before.length - 1 - last] === now[now.length - 1 - last]) last += 1;
  const by = now.length - before.length;
  return marks
    .filter((mark) => mark.end <= first || mark.start >= before.length - last)
    .map((mark) => (mark.end <= first ? mark : { ...mark, start: mark.start + by, end: mark.end + by }));
}

// References and pictures come from what stands in the field; claims and slips from the engine.
const marksOf = (path, text) => marksIn(JSON.stringify([path, text]));
const marksIn = perState((key) => {
  const [path, text] = JSON.parse(key);
  const marks = [];
  for (const found of text.matchAll(/\{\{[^{}]*\}\}|\{([^{}\n]+)\}|!\[[^\]\n]*\]\([^)\n]*\)/g)) {
    const place = { start: found.index, end: found.index + found[0].length };
    if (found[0].startsWith("!")) marks.push({ ...place, kind: "picture" });
    const name = found[1] && found[1].trim();
    const value = name && referenceValue(name);
    if (value !== undefined && name) marks.push({ ...place, kind: "reference", value, name, cell: referenceCell(name) });
  }
  const seen = shownText((report.state.values[path] || "").replace(/\n+$/, ""));
  const said = [];
  for (const claim of report.state.claims.filter((one) => one.path === path)) {
    const place = placeIn(path, claim.range);
    if (place) said.push({ ...place, kind: claim.verdict, claim, cell: claim.cell });
  }
  for (const finding of report.findings()) {
    const place = finding.path === path && !finding.waived && placeIn(path, finding.range);
    if (place) said.push({ ...place, kind: "slip" });
  }
  for (const mark of moved(said, seen, text))
    if (!marks.some((one) => one.start < mark.end && mark.start < one.end)) marks.push(mark);
  return marks.sort((a, b) => a.start - b.start);
});

function mirror(path) {
  const box = proseBox(path);
  if (!box) return;
  const text = box.value;
  const marks = marksOf(path, text);
  let html = "";
  let from = 0;
  for (const mark of marks) {
    html += `${escape(text.slice(from, mark.start))}<mark class="${mark.kind}"${mark.kind === "reference" ? ` data-value="${escape(mark.value)}"` : ""}>${escape(text.slice(mark.start, mark.end))}</mark>`;
    from = mark.end;
  }
  const back = box.previousElementSibling;
  // To measure a text lays the whole page out: only where it, its marks or its room are others.
  const room = `${innerWidth} ${app.view} ${document.documentElement.className} ${document.body.dataset.layout}`;
  const whole = `${html}${escape(text.slice(from))}\n`;
  if (back.putHtml !== whole || back.room !== room) {
    back.room = room;
    put(back, whole);
    box.style.height = "auto";
    box.style.height = `${Math.max(box.scrollHeight, back.offsetHeight)}px`;
  }
  drawFoot(path, text, marks);
}

// Below the field: how its numbers fared; with the caret in one of them, what it was compared with. Nothing moves.
function drawFoot(path, text, marks) {
  const foot = $(`${idOf(path)}-foot`);
  const counted = (kind) => marks.filter((mark) => mark.kind === kind).length;
  const legend = ["agrees", "contradicts", "unknown"]
    .filter(counted)
    .map((kind) => `<span class="tally"><mark class="${kind}">${counted(kind)}</mark> ${t(kind)}</span>`)
    .join("");
  const at = markAt(path, marks);
  const html = `${at ? claimStrip(path, at) : legend}<span class="count">${t("count", text.replace(/\s/g, "").length)}</span>`;
  put(foot, html);
}

function markAt(path, marks) {
  const { field, caret } = app.claim || {};
  return field === path && marks.find((mark) => (mark.claim || mark.kind === "reference") && mark.start <= caret && caret <= mark.end);
}

const claimOf = (mark) => ({ agrees: "claim_agrees", contradicts: "claim_contradicts" })[mark.kind];
function markWords(mark) {
  if (mark.kind === "reference") return `${mark.name} ${mark.value}`;
  const { words, compared, reason, about } = mark.claim;
  if (!claimOf(mark)) return t(`claim_${reason || "no_cell"}`, words, about ? t("claim_of", about) : "");
  const own = compared.filter(([name]) => !["part", "whole", "now", "last"].includes(name));
  if (own.length) return t(claimOf(mark), words, own.map(([name, value]) => t("claim_value", name, value)).join(t("claim_or")));
  const said = (kind) => compared.filter(([name]) => name === kind).map(([, value]) => value).join(" ＋ ");
  const [first, second] = said("part") ? [t("claim_part", said("part")), t("claim_whole", said("whole"))] : [t("claim_now", said("now")), t("claim_last", said("last"))];
  return t(claimOf(mark), words, [first, second].join(lang.now ? ", " : "，"));
}

function claimStrip(path, mark) {
  const turn = referenceFor(mark) && !report.isReading ? button(t("use_reference"), "use-reference", "link", `data-for="${path}"`) : "";
  const show = mark.cell && report.form.cells[mark.cell] ? button(t("show_cell"), "show-cell", "link", `data-path="${mark.cell}"`) : "";
  return `<p class="claim ${mark.kind}">${escape(markWords(mark))} ${turn}${show}</p>`;
}

// The reference that says the same as a number for good; only where the number is written as the table prints it.
function referenceFor(mark) {
  const { cell, exact, words } = mark.claim || {};
  const name = cell && exact && nameOfCell(cell);
  const number = name && /^[\d,]+(?:\.\d+)?/.exec(words);
  return number && number[0].replace(/,/g, "") === exact ? { name, number: number[0] } : null;
}

function useReference(path) {
  const box = proseBox(path);
  const mark = markAt(path, marksOf(path, box.value));
  const found = mark && referenceFor(mark);
  if (found) putReference(path, mark, found);
}

function putReference(path, mark, { name, number }) {
  const box = proseBox(path);
  keepStep();
  box.value = `${box.value.slice(0, mark.start)}{${name}}${box.value.slice(mark.start + number.length)}`;
  box.focus();
  box.selectionStart = box.selectionEnd = mark.start + name.length + 2;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

// The number that a finding is about, if a reference would make it right.
function mendingOf(finding) {
  if (!finding.range) return null;
  const [line, first, , last] = finding.range;
  const claim = report.state.claims.find((one) => one.path === finding.path && one.code === finding.code && one.range[0] === line && first <= one.range[1] && one.range[3] <= last);
  const found = claim && referenceFor({ claim });
  return found && { ...found, claim, after: `${report.number(claim.cell)}${claim.words.slice(found.number.length)}` };
}

// The caret tells which number is asked about; browsers say so in different events.
function caretMoved() {
  const box = document.activeElement;
  if (!box || !box.dataset || !box.dataset.prose) return;
  const { prose: field } = box.dataset;
  if (app.claim && app.claim.field === field && app.claim.caret === box.selectionStart) return;
  app.claim = { field, caret: box.selectionStart };
  drawFoot(field, box.value, marksOf(field, box.value));
}
for (const name of ["selectionchange", "keyup", "mouseup", "select"]) document.addEventListener(name, caretMoved);

// With the pointer on a number the tooltip says the same.
document.addEventListener("mousemove", ({ target, clientX: x, clientY: y }) => {
  const path = target.dataset && target.dataset.prose;
  if (!path || !report.state) return;
  const shown = [...target.previousElementSibling.querySelectorAll("mark")];
  const at = shown.findIndex((one) => [...one.getClientRects()].some((area) => area.left <= x && x <= area.right && area.top <= y && y <= area.bottom));
  const mark = at >= 0 && marksOf(path, target.value)[at];
  const words = mark && (mark.claim || mark.kind === "reference") ? markWords(mark) : "";
  if (target.title !== words) target.title = words;
});
