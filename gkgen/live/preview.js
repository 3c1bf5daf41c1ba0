// Follows the server: shows what it says of the file, and loads the report anew when there is another.
"use strict";

const part = (id) => document.getElementById(id);
const report = part("report");
let view = "sheets";
let page = 0;
let frame = null;

// A4 with a little room on both sides, in pixels of CSS.
const SHEET = (210 / 25.4) * 96 + 48;

// Letters further apart than this, in heights of a letter, are looser than print has them.
const LOOSE = 1.3;

function fit(content) {
  if (view !== "sheets") return;
  content.documentElement.style.zoom = Math.min(1, report.clientWidth / SHEET);
}

// Page numbers, which paper has in its margins, one for each sheet.
function number(content) {
  const main = content.querySelector("main");
  if (view !== "sheets" || !main || !CSS.supports("column-wrap", "wrap")) return;
  const sheet = (303 / 25.4) * 96;
  const sheets = Math.max(1, Math.round(main.offsetHeight / sheet));
  for (let index = 0; index < sheets; index += 1) {
    const folio = content.createElement("span");
    folio.className = index % 2 ? "folio even" : "folio odd";
    folio.style.setProperty("--sheet", index);
    folio.textContent = `— ${index + 1} —`;
    main.append(folio);
  }
}

// A line before a long address is left ragged in print; a browser would pull it apart. It breaks where it broke before.
function loosen(content) {
  const range = content.createRange();
  const place = (node, at) => {
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect();
  };
  for (const address of content.querySelectorAll("p > .latin, li > .latin")) {
    if (address.textContent.length < 9) continue;
    const { top, height } = address.getClientRects()[0];
    const walker = content.createTreeWalker(address.parentElement, NodeFilter.SHOW_TEXT);
    walker.currentNode = address;
    let first = null;
    for (let node = walker.previousNode(), above = null; node && !above; node = walker.previousNode()) {
      for (let at = node.length - 1; at >= 0 && !above; at -= 1) {
        const box = place(node, at);
        if (box.height === 0) continue;
        if (box.bottom > top + height / 2) first = [node, at];
        else above = at > 0 && box.left - place(node, at - 1).left;
      }
      if (above && above > height * LOOSE) {
        range.setStart(...(first || [address.firstChild, 0]));
        range.collapse(true);
        range.insertNode(content.createElement("br"));
      }
    }
  }
}

// The new report is loaded behind the old one and takes its place at the same spot.
function load() {
  const next = document.createElement("iframe");
  next.className = "waiting";
  next.title = report.dataset.title;
  next.sandbox = "allow-same-origin";
  next.src = `report/${view}?${page}`;
  next.addEventListener("load", () => {
    if (next !== frame) return next.remove();
    const content = next.contentDocument;
    fit(content);
    if (view === "sheets") loosen(content);
    number(content);
    const before = next.previousElementSibling?.matches?.("iframe") ? next.previousElementSibling : null;
    if (before && before.dataset.view === view) next.contentWindow.scrollTo(0, before.contentWindow.scrollY);
    next.className = "";
    for (const other of report.querySelectorAll("iframe")) if (other !== next) other.remove();
    report.dataset.page = next.dataset.page;
  });
  next.dataset.view = view;
  next.dataset.page = page;
  frame = next;
  report.append(next);
}

function show(told) {
  document.title = told.failed ? `× ${document.body.dataset.name}` : document.body.dataset.name;
  part("state").className = told.class;
  part("state").textContent = told.state;
  part("findings").innerHTML = told.findings; // escaped where it was made
  part("old").hidden = !told.old;
  part("old").textContent = told.old;
  part("empty").hidden = told.page > 0;
  document.body.dataset.number = told.number;
  if (told.page > 0 && told.page !== page) {
    page = told.page;
    load();
  }
}

function lead(target) {
  const found = target.closest("[data-section]");
  frame?.contentDocument?.getElementById(found?.dataset.section)?.scrollIntoView();
}

part("findings").addEventListener("click", (event) => lead(event.target));
part("findings").addEventListener("keydown", (event) => event.key === "Enter" && lead(event.target));
for (const button of document.querySelectorAll("[data-view]")) {
  button.addEventListener("click", () => {
    view = button.dataset.view;
    for (const other of document.querySelectorAll("button[data-view]"))
      other.setAttribute("aria-pressed", String(other === button));
    if (page > 0) load();
  });
}
window.addEventListener("resize", () => frame?.contentDocument?.documentElement && fit(frame.contentDocument));

const events = new EventSource("events");
events.addEventListener("message", (event) => show(JSON.parse(event.data)));
events.addEventListener("open", () => (part("lost").hidden = true));
events.addEventListener("error", () => (part("lost").hidden = false));
