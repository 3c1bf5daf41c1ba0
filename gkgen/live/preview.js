// Follows the server: shows what it says of the file, and loads the report anew when there is another.
"use strict";

const part = (id) => document.getElementById(id);
const report = part("report");
let view = "sheets";
let page = 0;
let frame = null;

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
    if (view !== "web") lay(content, report.clientWidth);
    content.addEventListener("focusin", (event) => tell(event.target.title));
    content.addEventListener("focusout", () => tell(""));
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

// What a sum consists of, where there is no pointer that rests on it.
function tell(words) {
  part("addends").hidden = !words;
  part("addends").textContent = words;
}

function show(told) {
  document.title = told.failed ? `× ${document.body.dataset.name}` : document.body.dataset.name;
  part("state").className = told.class;
  part("state").textContent = told.state;
  part("findings").innerHTML = told.findings; // escaped where it was made
  part("old").hidden = !told.old;
  part("old").textContent = told.old;
  part("trouble").hidden = !told.trouble;
  part("trouble").textContent = told.trouble;
  part("empty").hidden = told.page > 0;
  document.body.dataset.number = told.number;
  if (told.page > 0 && told.page !== page) {
    page = told.page;
    load();
  }
}

function lead(target) {
  const found = target.closest("[data-section]");
  const section = frame?.contentDocument?.getElementById(found?.dataset.section);
  if (!section) return;
  section.scrollIntoView();
  // What lies over the top of the report may not hide the heading.
  frame.contentWindow.scrollBy(0, -64);
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
window.addEventListener("resize", () => {
  if (view !== "web" && frame?.contentDocument?.documentElement) fit(frame.contentDocument, report.clientWidth);
});

const events = new EventSource("events");
events.addEventListener("message", (event) => show(JSON.parse(event.data)));
events.addEventListener("open", () => (part("lost").hidden = true));
events.addEventListener("error", () => (part("lost").hidden = false));
