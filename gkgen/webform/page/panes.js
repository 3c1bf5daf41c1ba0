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
  pane.innerHTML = `<div class="list">${isPhone ? `<h1 class="hush">${t("all")}</h1>` : ""}${groups.join("")}${nothing}</div>`;
}

// The pages of the same writer, laid out by the browser; on a phone the web page instead.
async function drawPreview(pane, isPhone) {
  if (!pane.querySelector(".pages")) {
    pane.innerHTML = `<div class="pane-head"><span class="where"></span>${button(t("print"), "print", "small")}</div><div class="pages" tabindex="0">${isPhone ? `<h1 class="hush">${t("preview")}</h1>` : ""}<iframe title="${t("preview")}" sandbox="allow-same-origin allow-modals"></iframe><p class="nothing" hidden></p></div>`;
    app.pages = null;
  }
  const asked = report.state.text;
  if (app.pagesOf === `${asked}${isPhone}` && app.pages) return;
  const { data } = await engine.call("make", { kind: isPhone ? "html" : "sheets" });
  if (app.view !== "preview" || !pane.querySelector("iframe")) return;
  const where = pane.querySelector(".where");
  const nothing = pane.querySelector(".pages .nothing");
  if (!data.length) {
    where.textContent = app.pages ? t("old_preview", app.pagesTime) : "";
    nothing.hidden = Boolean(app.pages);
    nothing.textContent = t("no_preview");
    return;
  }
  nothing.hidden = true;
  where.textContent = "";
  app.pagesOf = `${asked}${isPhone}`;
  app.pagesTime = clock(new Date());
  showPages(pane.querySelector("iframe"), new TextDecoder().decode(data), isPhone);
}

function showPages(frame, html, isPhone) {
  const place = frame.contentWindow ? frame.contentWindow.scrollY : 0;
  frame.onload = () => {
    if (!isPhone) lay(frame.contentDocument, frame.clientWidth);
    frame.contentWindow.scrollTo(0, place);
    app.pages = frame;
  };
  frame.srcdoc = html;
}

// The file as text. While someone types in it only the colours are drawn anew: caret and input method stay.
function drawText(pane) {
  const isTyping = document.activeElement === $("file");
  const text = isTyping ? $("file").value : report.state.text;
  if (!isTyping) {
    const wrong = report.findings().find((one) => !report.state.is_readable && one.severity === "error");
    const fixable = wrong && report.findings().some((one) => one.is_fixable);
    const broken = wrong ? `<p class="broken" role="alert">${icon("error")}${t("text_broken", escape(wrong.message))} ${fixable ? button(t("text_broken_fix"), "ask-fix", "small") : ""}</p>` : "";
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
