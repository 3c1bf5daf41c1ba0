// What stands beside the form: all findings, the printed pages, the file as text.
"use strict";
function drawPane() {
  const pane = $("pane");
  const isPhone = document.body.dataset.layout === "phone";
  pane.hidden = app.screen !== "edit" || app.view === "margin" || !report.state;
  document.body.dataset.view = app.screen === "edit" ? app.view : "";
  if (pane.hidden) return;
  pane.setAttribute("role", isPhone ? "main" : "complementary"); // on a phone the form itself is put away
  pane.setAttribute("aria-label", t(app.view));
  ({ all: drawAll, preview: drawPreview, text: drawText })[app.view](pane, isPhone);
}

function drawAll(pane, isPhone) {
  const groups = KINDS.map((kind) => {
    const some = live(kind);
    return some.length ? `<h2 class="group-head">${t(kind === "waived" ? kind : `${kind}_all`)}</h2>${some.map((one) => card(one, true)).join("")}` : "";
  });
  const nothing = report.findings().length ? "" : `<p class="nothing">${icon("done")}${t("none")}</p>`;
  put(pane, `<div class="list">${isPhone ? `<h1 class="hush">${t("all")}</h1>` : ""}${groups.join("")}${nothing}</div>`);
}

// The pages of the same writer, laid out by the browser; on a phone the web page instead. A draft while errors stand.
async function drawPreview(pane, isPhone) {
  if (!pane.querySelector(".pages")) {
    put(pane, `<div class="pane-head"><span class="where"></span>${button(t("print"), "print", "small")}</div><div class="pages" tabindex="0">${isPhone ? `<h1 class="hush">${t("preview")}</h1>` : ""}<iframe title="${t("preview")}" sandbox="allow-same-origin allow-modals"></iframe><p class="nothing" hidden></p></div>`);
    Object.assign(app, { pages: null, pagesOf: "", pagesPart: "", printed: null });
  }
  const asked = `${report.state.text}${isPhone}`;
  if (app.pagesOf === asked) return followPart();
  app.pagesOf = asked;
  const { values, data } = await engine.call("make", { kind: isPhone ? "html" : "sheets", as_draft: true });
  const frame = pane.querySelector("iframe");
  if (app.view !== "preview" || !frame || app.pagesOf !== asked) return undefined;
  const nothing = pane.querySelector(".pages .nothing");
  nothing.hidden = data.length > 0 || Boolean(app.pages);
  nothing.textContent = t("no_preview");
  if (!data.length) {
    pane.querySelector(".where").textContent = app.pages ? t("old_preview", app.pagesTime) : "";
    return undefined;
  }
  app.pagesTime = clock(new Date());
  app.pagesDraft = values.is_draft;
  return showPages(frame, new TextDecoder().decode(data), isPhone);
}

function showPages(frame, html, isPhone) {
  const place = frame.contentWindow ? frame.contentWindow.scrollY : 0;
  frame.onload = () => {
    const content = frame.contentDocument;
    if (!isPhone) lay(content, frame.clientWidth);
    frame.contentWindow.scrollTo(0, place);
    app.pages = frame;
    nameCells(content);
    content.addEventListener("click", (event) => fromPages(event));
    followPart();
  };
  frame.srcdoc = html;
}

// The numbers of the printed tables by their cells; those that changed flash for two seconds.
function nameCells(content) {
  const before = app.printed;
  app.printed = {};
  content.querySelectorAll("table.statutory").forEach((printed, place) => {
    const paths = plan(report.form.tables[place]).rows.flat().filter((cell) => cell.path).map((cell) => cell.path);
    printed.querySelectorAll("td").forEach((one, i) => {
      one.dataset.path = paths[i];
      app.printed[paths[i]] = one.textContent;
      if (before && before[paths[i]] !== one.textContent && one.animate) one.animate([{ background: "#ffe28a" }, { background: "#fff" }], 2000);
    });
  });
}

// The page of the part in sight, when another part is.
function followPart() {
  const content = app.pages && app.pages.contentDocument;
  const where = document.querySelector("#pane .where");
  if (!content || !content.body || !where) return;
  const { field } = part(app.section);
  const heading = field && content.getElementById(field.path);
  const main = content.querySelector("main");
  const sheets = content.querySelectorAll(".folio").length;
  const from = main ? main.getBoundingClientRect() : { top: 0, height: 0 };
  const at = heading ? heading.getBoundingClientRect().top - from.top : 0;
  const page = 1 + Math.floor((at / from.height) * sheets + 0.001);
  const draft = app.pagesDraft ? ` · ${t("draft_pages")}` : "";
  where.textContent = sheets ? t("page_of", page, sheets) + draft : draft.slice(3);
  if (app.pagesPart === app.section) return;
  app.pagesPart = app.section;
  app.pages.contentWindow.scrollBy(0, heading ? heading.getBoundingClientRect().top - 48 : -1e6);
}

// A click on the pages goes to the place in the form.
function fromPages(event) {
  const cell = event.target.closest("[data-path]");
  if (cell) return showCell(cell.dataset.path);
  const place = event.target.closest("section[id]");
  const section = place ? partOf(place.id) : "about";
  app.pagesPart = section;
  if (section !== app.section) location.hash = `edit/${section}`;
  return undefined;
}

// The file as text. While someone types in it only the colours are drawn anew: caret and input method stay.
function drawText(pane) {
  const isTyping = document.activeElement === $("file");
  const text = isTyping ? $("file").value : report.state.text;
  if (!isTyping) {
    const wrong = report.findings().find((one) => !report.state.is_readable && one.severity === "error");
    const fixable = wrong && report.findings().some((one) => one.is_fixable);
    const broken = wrong ? `<p class="broken" role="alert">${icon("error")}${t("text_broken", escape(wrong.message))} ${fixable ? button(t("text_broken_fix"), "ask-fix", "small") : ""}</p>` : "";
    pane.putHtml = ""; // what is typed is not in the HTML
    pane.innerHTML = `<div class="pane-head"><span>${escape(report.state.name)}</span></div>${broken}<div class="file prose"><div class="mirror" aria-hidden="true"></div><textarea id="file" spellcheck="false" aria-label="${t("text_title")}"${report.isReading ? " readonly" : ""}>${escape(text)}</textarea></div>`;
  }
  const mirrored = pane.querySelector(".mirror");
  const wrongLines = new Set(report.findings().filter((one) => one.severity === "error").map((one) => one.line));
  mirrored.innerHTML = text
    .split("\n")
    .map((one, i) => `<div class="${wrongLines.has(i + 1) ? "wrong" : ""}${app.markedLine === i + 1 ? " here" : ""}">${coloured(one)}</div>`)
    .join("");
  $("file").style.height = `${mirrored.offsetHeight}px`;
  const here = pane.querySelector(".here");
  if (here && !isTyping) pane.querySelector(".file").scrollTop = here.offsetTop - 120;
}
const coloured = (text) =>
  escape(text)
    .replace(/^(\s*(?:- )?)([^:：#{}]+?)(:)/, "$1<i>$2</i>$3")
    .replace(/(#.*)$/, "<em>$1</em>") || " ";

// The line of the field that has the focus is marked in the text.
function marked(box) {
  const { path, prose, value } = box.dataset;
  const at = path || prose || value;
  if (!at) return;
  app.markedLine = lineOf(at);
  if (app.view === "text" && document.activeElement !== $("file")) drawPane();
}
function lineOf(path) {
  for (let at = path; at; at = at.slice(0, Math.max(0, at.lastIndexOf(".")))) if (report.state.lines[at]) return report.state.lines[at];
  return 0;
}

// The caret in the text turns the form to the same place.
function placeInText() {
  const line = $("file").value.slice(0, $("file").selectionStart).split("\n").length;
  const known = Object.entries(report.state.lines).filter(([, at]) => at <= line);
  const [path] = known.reduce((best, one) => (one[1] >= best[1] ? one : best), ["", 0]);
  if (!path || !report.state.is_readable) return;
  app.markedLine = line;
  if (partOf(path) !== app.section) {
    app.section = partOf(path);
    history.replaceState(null, "", `#edit/${app.section}`);
    drawForm();
    refresh();
  }
  const place = document.querySelector(`.sheet [data-path="${path}"], .sheet [data-path^="${path}."], .sheet [data-field="${path}"]`);
  if (place) place.scrollIntoView({ block: "center" });
}
document.addEventListener("mouseup", (event) => { if (event.target.id === "file") placeInText(); });
