// What was read of a published report, beside the original: numbers lead from one side to the other.
"use strict";
const MAX_SPOTS = 12; // of one line; the others are folded
const READ_KINDS = { to_check: ["open", "error"], decided: ["decided", "note"], certain: ["sure", "done"] };

function pin(number, isOriginal) {
  const side = isOriginal ? "original" : "read";
  return `<button type="button" class="pin ${app.read.classes[number]}" data-pin="${number}" data-side="${side}" aria-label="${t(isOriginal ? "pin_read" : "pin_original", number)}">${number}</button>`;
}

function originalHtml({ pieces }) {
  const pins = (marks) => marks.map((number) => pin(number, true)).join("");
  const cell = ({ text, rows, columns, is_number: isNumber, left_out: leftOut, marks }) =>
    `<td${rows > 1 ? ` rowspan="${rows}"` : ""}${columns > 1 ? ` colspan="${columns}"` : ""} class="${isNumber ? "number" : ""}${marks.length ? " pinned" : ""}">${escape(text)}${leftOut ? ` <s>${escape(leftOut)}</s>` : ""}${pins(marks)}</td>`;
  return pieces
    .map(({ text, is_taken: isTaken, marks, rows }) =>
      rows.length
        ? `${marks.length ? `<p class="pinned">${pins(marks)}</p>` : ""}<table>${rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("")}</table>`
        : `<p class="${isTaken ? "" : "left"}${marks.length ? " pinned" : ""}"${isTaken ? "" : ` title="${t("not_as_is")}"`}>${escape(text)}${pins(marks)}</p>`,
    )
    .join("");
}

// What waits for an answer may be settled here; what is settled says with which number.
function answers(path) {
  if (!path || !report.field(path)) return "";
  const waiting = Object.keys(report.state.waiting).find((one) => one === path || one.startsWith(`${path}.`));
  const show = button(t("go"), "go-to-field", "small", `data-path="${path}"`);
  if (waiting !== path) return show;
  return settling({ code: "F12", path }) + show;
}

function spotHtml({ number, subject, place, path }, marked) {
  const name = escape(subject || place);
  return `${marked.has(number) ? pin(number, false) : ""}<span class="place">${name}</span><span class="actions">${answers(path)}</span>`;
}

// What stands in the original has a number there; what is missing from it has none.
const markedIn = ({ pieces }) => new Set(pieces.flatMap(({ marks, rows }) => [...marks, ...rows.flat().flatMap((cell) => cell.marks)]));

function lineHtml({ class: certainty, message, hint, spots }, marked) {
  const [kind, sign] = READ_KINDS[certainty];
  const rows = spots.map((spot) => `<li data-matter="${spot.number}">${spotHtml(spot, marked)}</li>`);
  const more = rows.length > MAX_SPOTS ? `<details><summary>${t("more_spots", rows.length - MAX_SPOTS)}</summary><ul>${rows.slice(MAX_SPOTS).join("")}</ul></details>` : "";
  return `<li class="${kind}"><h3>${icon(sign)}<span class="severity">${t(`${kind}_v`)}</span></h3><p class="message">${escape(message)}</p>${hint && certainty === "to_check" ? `<p class="hint">${escape(hint)}</p>` : ""}<ul class="spots">${rows.slice(0, MAX_SPOTS).join("")}</ul>${more}</li>`;
}

SCREENS.import = () => {
  const account = app.read.account;
  const count = (certainty) => account.filter((one) => one.class === certainty).reduce((sum, one) => sum + Math.max(1, one.spots.length), 0);
  const marked = markedIn(app.read);
  const ranked = ["to_check", "decided", "certain"].flatMap((certainty) => account.filter((one) => one.class === certainty));
  return `<div class="import"><header><h1 tabindex="-1">${t("import_title")}</h1><p>${t("import_from", escape(app.read.name))} · ${t("import_sum", count("to_check"), count("decided"))}</p></header><div class="beside"><section aria-label="${t("original")}"><h2>${t("original")}</h2><div class="original" lang="zh-CN" tabindex="0">${originalHtml(app.read)}</div></section><section aria-label="${t("import_title")}"><h2>${t("import_title")}</h2><ul class="readings" tabindex="0">${ranked.map((one) => lineHtml(one, marked)).join("")}</ul></section></div><footer>${button(t("import_go"), "go-on", "primary")}<p class="hint">${t("import_go_hint")}</p></footer></div>`;
};

// From a number to the same number on the other side.
function followPin(from) {
  const { pin: number, side } = from.dataset;
  const other = document.querySelector(`[data-pin="${number}"][data-side="${side === "original" ? "read" : "original"}"]`);
  if (!other) return;
  document.querySelectorAll(".lit").forEach((one) => one.classList.remove("lit"));
  (other.closest("td, p, [data-matter]") || other).classList.add("lit");
  const folded = other.closest("details");
  if (folded) folded.open = true;
  other.scrollIntoView({ block: "center" });
  other.focus({ preventScroll: true });
}
document.addEventListener("click", (event) => {
  const from = event.target.closest("[data-pin]");
  if (from) followPin(from);
});
