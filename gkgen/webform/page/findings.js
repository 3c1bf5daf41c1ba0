// Findings as comments: the card, its place in the margin or in the form, the marks in fields and cells.
"use strict";
const KINDS = ["error", "warning", "missing", "note", "waived"];
const SIGNS = { waived: "done", missing: "partial" };
const kindOf = (finding) => (finding.waived ? "waived" : finding.is_unwritten ? "missing" : finding.severity);
const live = perState((kind) => report.findings().filter((one) => kindOf(one) === kind));
const keyOf = (finding) => [finding.code, finding.path, finding.line, finding.message].join(" ");
const placeWords = (finding) => finding.place.join(" · ") || finding.file || t("about");

function sums(finding) {
  if (!finding.addends.length) return "";
  const side = (name) => finding.addends.filter((one) => one.side === name);
  const term = (one) => `<span class="term"><small>${escape(one.label)}</small>${one.path ? `<button type="button" data-cell="${one.path}">${escape(one.value)}</button>` : `<b>${escape(one.value)}</b>`}</span>`;
  const sum = (name) => side(name).map(term).join('<span class="sign">+</span>');
  return `<div class="equation"><p>${sum("left")}</p>${side("right").length ? `<p><span class="sign">≠</span>${sum("right")}</p>` : ""}</div>`;
}

// 待核对: the numbers that it may be, or that the original has none.
function settling(finding) {
  const choices = report.state.waiting[finding.path];
  if (finding.code !== "F12" || !choices || report.isReading) return "";
  const choice = (label, value) => button(label, "settle", "small", `data-path="${finding.path}" data-value="${escape(value)}"`);
  if (choices.length) return choices.map((one) => choice(t("is_value", escape(one)), one)).join("");
  return report.field(finding.path).children.length ? choice(t("all_rest_zero"), "") : choice(t("is_value", 0), "0");
}

function card(finding, isListed) {
  const kind = kindOf(finding);
  const key = keyOf(finding);
  const name = `c-${report.findings().indexOf(finding)}${isListed ? "-l" : ""}`;
  const isAsking = app.asking === key;
  const mending = !finding.waived && mendingOf(finding);
  const change = mending ? `<p class="becomes"><del>${escape(mending.claim.words)}</del> → <ins>${escape(mending.after)}</ins> <small>${t("follows")}</small></p>` : "";
  const head = isListed ? "h3" : "h2";
  const body = isAsking
    ? `<div class="change"><label for="${name}-why">${t("waive_reason")}</label><textarea id="${name}-why" rows="3" placeholder="${t("waive_hint")}"></textarea></div><div class="actions">${button(t("waive_ok"), "waive", "primary small")}${button(t("cancel"), "ask-none", "small")}</div>`
    : `<div class="actions">${isListed ? button(t("go"), "go", "small") : ""}${mending && !report.isReading ? button(t("use_reference"), "mend-claim", "small") : ""}${finding.is_fixable ? button(t("fix"), "ask-fix", "small") : ""}${finding.is_waivable && !finding.waived && kind !== "note" && !report.isReading ? button(t("waive"), "ask-waive", "small") : ""}${finding.waived && !report.isReading ? button(t("unwaive"), "take-back", "small") : ""}${settling(finding)}</div>`;
  const advice = finding.hint && !finding.waived && !mending ? `<p class="hint">${escape(shownText(finding.hint))}</p>` : "";
  return `<article class="card ${kind}${app.active === key ? " active" : ""}" data-key="${escape(key)}" aria-labelledby="${name}"><${head} id="${name}">${icon(SIGNS[kind] || kind)}<span class="severity">${t(kind)}</span> <span class="place">${escape(placeWords(finding))}</span></${head}><p class="message">${escape(finding.message)}</p>${sums(finding)}${change}${finding.waived ? `<p class="reason">${escape(finding.waived)}</p>` : advice}${isAsking ? "" : `<details><summary>${t("why")}</summary><p>${t("code", finding.code)}</p></details>`}${body}</article>`;
}

const shownIn = perState((section) => report.findings().filter((one) => partOf(one.path) === section && !(one.is_unwritten && standing(section).kind === "empty")));
const shownHere = () => shownIn(app.section);
const besideForm = () => document.body.dataset.layout !== "wide" || app.view !== "margin"; // then comments stand in the form itself

// The field or cell of a finding; where there is none of its own, the nearest above it.
function anchorOf(finding) {
  const cells = finding.addends.map((one) => one.path).filter(Boolean);
  for (const path of [...cells, finding.path]) {
    const cell = path && document.querySelector(`.sheet [data-path="${path}"]`);
    if (cell) return cell;
  }
  for (let path = finding.path; path; path = path.slice(0, Math.max(0, path.lastIndexOf(".")))) {
    const field = document.querySelector(`.sheet [data-field="${path}"]`) || document.querySelector(`.sheet [data-path^="${path}."]`);
    if (field) return field;
  }
  return document.querySelector(".sheet h1");
}

function drawMargin() {
  const margin = document.querySelector(".margin");
  if (!margin) return;
  const isInline = besideForm();
  document.querySelectorAll(".inline-cards").forEach((one) => one.remove());
  margin.hidden = isInline;
  const here = shownHere();
  if (isInline && app.view === "all" && document.body.dataset.layout !== "phone") return;
  if (isInline) {
    for (const finding of here) inlineHost(finding).insertAdjacentHTML("beforeend", card(finding));
    return;
  }
  const nothing = standing(app.section).kind === "empty" ? `<p class="nothing yet">${t("none_yet")}</p>` : `<p class="nothing">${icon("done")}${t("none_here")}</p>`;
  put(margin, here.map((one) => card(one)).join("") || nothing);
}

function inlineHost(finding) {
  const field = anchorOf(finding).closest(".field, .table-area") || document.querySelector(".sheet");
  let host = field.querySelector(":scope > .inline-cards");
  if (host) return host;
  host = document.createElement("div");
  host.className = "inline-cards";
  if (field.classList.contains("table-area")) field.insertBefore(host, field.querySelector(document.body.dataset.layout === "phone" ? ".scroll" : "#block"));
  else field.append(host);
  return host;
}

// Each comment beside its place; the active one exactly there, the others move away from it.
function placeCards() {
  const margin = document.querySelector(".margin");
  if (!margin || margin.hidden) return;
  const top = margin.getBoundingClientRect().top;
  const lowest = Math.max(document.querySelector(".sheet").offsetHeight, 200);
  const cards = [...margin.querySelectorAll(".card")]
    .map((element) => {
      const finding = findingOf(element);
      const height = element.offsetHeight + 10;
      const place = anchorOf(finding).getBoundingClientRect().top - top - 10;
      return { element, height, want: Math.min(place, lowest - height) };
    })
    .sort((a, b) => a.want - b.want);
  const active = cards.findIndex((one) => one.element.classList.contains("active"));
  let floor = 0;
  cards.forEach((one, i) => {
    one.y = Math.max(i === active ? one.want : Math.max(one.want, floor), 0);
    floor = one.y + one.height;
  });
  for (let i = active - 1; i >= 0; i -= 1) cards[i].y = Math.min(cards[i].y, cards[i + 1].y - cards[i].height);
  const over = Math.min(0, ...cards.map((one) => one.y));
  cards.forEach((one) => {
    one.element.style.top = `${one.y - over}px`;
  });
  margin.style.minHeight = `${Math.max(0, ...cards.map((one) => one.y - over + one.height))}px`;
}

function markFields() {
  document.querySelectorAll(".bad, .doubt, .side-1, .side-2").forEach((one) => one.classList.remove("bad", "doubt", "side-1", "side-2"));
  document.querySelectorAll("[aria-invalid]").forEach((one) => one.removeAttribute("aria-invalid"));
  const sumsHere = shownHere().filter((one) => one.addends.length && !one.waived);
  for (const finding of shownHere()) {
    if (finding.waived || finding.is_unwritten || finding.severity === "note") continue;
    const place = anchorOf(finding);
    const box = place.matches("input") ? place : place.querySelector("textarea, input");
    if (!place.matches("h1")) (place.closest("td") || place).classList.add(finding.severity === "error" ? "bad" : "doubt");
    if (finding.severity === "error" && box) box.setAttribute("aria-invalid", "true");
    if (finding.addends.length && (app.active === keyOf(finding) || sumsHere.length === 1))
      for (const one of finding.addends) {
        const cell = one.path && document.querySelector(`.sheet [data-path="${one.path}"]`);
        if (cell) cell.closest("td").classList.add(one.side === "left" ? "side-1" : "side-2");
      }
  }
  for (const [path, { reason }] of Object.entries(report.refused)) {
    const box = document.querySelector(`[data-prose="${path}"], [data-value="${path}"], .sheet input[data-path="${path}"]`);
    if (!box) continue;
    (box.closest("td") || box.closest(".field")).classList.add("bad");
    box.title = t("refused", report.refused[path].value, reason);
  }
}
