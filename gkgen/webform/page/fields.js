// Bar, list of parts, status line and the form of one part; text fields with their marks.
"use strict";
const SHAPES = {
  empty: '<circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.2 2.1"/>',
  partial: '<circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor"/>',
  error: '<rect x="1.5" y="1.5" width="13" height="13" rx="3" fill="currentColor"/><path d="M8 4.2v4.6M8 11v1.2" stroke="#fff" stroke-width="1.8" stroke-linecap="round"/>',
  warning: '<path d="M8 1.6 15 14H1z" fill="currentColor"/><path d="M8 6v3.6M8 11.6v.6" stroke="#fff" stroke-width="1.6" stroke-linecap="round"/>',
  note: '<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 7.2v4M8 4.6v.6" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>',
  done: '<path d="m3 8.5 3.4 3.4L13 5" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>',
  undo: '<path d="M6 3 2.5 6.5 6 10M2.5 6.5H10a3.5 3.5 0 0 1 0 7H7" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>',
  redo: '<path d="M10 3l3.5 3.5L10 10M13.5 6.5H6a3.5 3.5 0 0 0 0 7h3" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>',
};
const icon = (name) => `<svg class="icon ${name}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${SHAPES[name]}</svg>`;
const button = (label, action, kind = "", more = "") => `<button type="button" class="${kind}" data-do="${action}" ${more}>${label}</button>`;

// The parts: what stands before the first section, then the sections as they are printed.
const parts = perState(() => {
  const sections = report.form.fields.filter((field) => field.heading);
  return [{ id: "about", title: t("about") }, ...sections.map((field, i) => ({ id: String(i + 1), title: field.heading, field }))];
});
const partOf = perState((path) => {
  const top = path.split(".")[0];
  const found = parts().find((part) => part.field && part.field.path === top);
  return found ? found.id : "about";
});
const part = (id) => parts().find((one) => one.id === id) || parts()[0];
const isOneText = (field) => field.kind === "prose_parts" && report.state.values[field.path] !== undefined;
const isText = (field) => field.kind === "prose" || field.kind === "prose_parts";

// How far a part is: what is wrong comes first, then what is not written yet.
const standing = perState((id) => {
  const here = report.findings().filter((one) => partOf(one.path) === id && !one.waived);
  const count = (kind) => here.filter((one) => kindOf(one) === kind).length;
  if (count("error")) return { kind: "error", label: t("errors_n", count("error")) };
  const { field } = part(id);
  const unwritten = count("missing");
  if (field && isText(field) && unwritten) return isBegun(field) ? { kind: "partial", label: t("partial") } : { kind: "empty", label: t("empty") };
  if (unwritten) return { kind: "partial", label: t("partial") };
  if (count("warning")) return { kind: "warning", label: t("warnings_n", count("warning")) };
  const table = field && report.form.tables.find((each) => each.path === field.path);
  if (table && Object.keys(report.form.cells).every((path) => !path.startsWith(`${table.path}.`) || nil(report.number(path)))) return { kind: "done", label: t("zero") };
  return { kind: "done", label: t("done") };
});
const isBegun = (field) => Object.entries(report.state.values).some(([path, value]) => (path === field.path || path.startsWith(`${field.path}.`)) && value.trim());
const partsDone = () => (report.form ? parts().slice(1).filter((one) => standing(one.id).kind === "done").length : 0);
const unfinished = () => parts().filter((one) => ["empty", "partial"].includes(standing(one.id).kind)).length;
const tallies = () =>
  [
    ["error", live("error").length, "errors_n"],
    ["warning", live("warning").length, "warnings_n"],
    ["partial", unfinished(), "missing_n"],
  ].filter(([, count]) => count);

function drawBar() {
  const isWide = document.body.dataset.layout !== "phone";
  const isEdit = app.screen === "edit";
  const hasReport = Boolean(report.state) && ["edit", "finish"].includes(app.screen);
  const segment = (name, label) => `<button type="button" data-view="${name}"${name === "text" ? ` title="${t("text_title")}"` : ""} aria-pressed="${app.view === name}">${label}</button>`;
  const total = hasReport ? live("error").length + live("warning").length : 0;
  const segments = isEdit && hasReport ? `<div class="segments" role="group" aria-label="${t("views")}">${segment("margin", isWide ? t("margin") : lang.now ? "Form" : "填写")}${segment("all", `${t("all")}${total ? ` <b>${total}</b>` : ""}`)}${segment("preview", t("preview"))}${isWide ? segment("text", t("text")) : ""}</div>` : "";
  const tools = hasReport
    ? button(icon("undo"), "undo", "icon-only", `aria-label="${t("undo")}" title="${t("undo")} Ctrl+Z" ${report.past.length ? "" : "disabled"}`) +
      button(icon("redo"), "redo", "icon-only", `aria-label="${t("redo")}" title="${t("redo")} Ctrl+Y" ${report.future.length ? "" : "disabled"}`) +
      button(t("save"), "save", "", 'title="Ctrl+S"') +
      (app.screen === "finish" ? "" : button(t("finish"), "finish", "primary"))
    : "";
  const menu = `<details class="menu"><summary>${t("menu")}</summary><div>${isWide || !hasReport ? "" : button(t("save"), "save")}${hasReport && app.read ? button(t("import_title"), "reading") : ""}${hasReport && !engine.isServed ? button(t("open_another"), "home") : ""}${button(t("language"), "language", "", `lang="${lang.now ? "zh-CN" : "en"}"`)}${button(t("big"), "big", "", `aria-pressed="${document.documentElement.classList.contains("big")}"`)}${button(t("keys"), "keys")}</div></details>`;
  const jump = hasReport ? `<label class="jump"><span class="hush">${t("go_to")}</span><select data-jump>${parts().map((one) => `<option value="${one.id}"${one.id === app.section && isEdit ? " selected" : ""}>${escape(one.title)} · ${standing(one.id).label}</option>`).join("")}<option value="finish"${isEdit ? "" : " selected"}>${t("finish")}</option></select></label>` : "";
  put(
    $("bar"),
    `<a class="brand" href="${engine.isServed ? "#edit/about" : "#start"}" title="${t("product")}">${icon("done")}<span>${t("brand")}</span></a>` +
    (hasReport ? `<p class="title"><strong>${escape(report.office)}</strong> <span>${escape(report.year)}${lang.now ? "" : " 年度"}</span></p><p class="saved"></p>` : "") +
    `<div class="tools">${segments}${tools}${menu}</div>${jump}`,
  );
  drawSaved();
}

const clock = (time) => time.toTimeString().slice(0, 5);
function drawSaved() {
  const place = document.querySelector(".saved");
  if (!place || !report.state) return;
  if (!report.isChanged()) place.textContent = app.savedTo ? t("saved_file", app.savedTo) : "";
  else place.textContent = app.kept ? t("saved_draft", clock(app.kept)) : "";
}

function drawSections() {
  const nav = $("sections");
  nav.hidden = !report.state || !["edit", "finish"].includes(app.screen);
  if (nav.hidden) return;
  nav.setAttribute("aria-label", t("sections"));
  const rows = parts().map((one) => {
    const now = standing(one.id);
    const isHere = app.screen === "edit" && one.id === app.section;
    return `<li class="${now.kind}"><a href="#edit/${one.id}"${isHere ? ' aria-current="page"' : ""} title="${escape(one.title)}">${icon(now.kind)}<span class="name">${escape(one.title)}</span><span class="standing">${now.label}</span></a></li>`;
  });
  put(nav, `<ol>${rows.join("")}</ol><a class="finish" href="#finish"${app.screen === "finish" ? ' aria-current="page"' : ""}>${t("finish")}</a>`);
}

function drawStatus() {
  const end = `<span class="end">${engine.isServed ? t("served") : t("offline")}</span>`;
  if (!report.state || !["edit", "finish"].includes(app.screen)) {
    put($("status"), `<span>${app.isReady ? `${t("version", escape(app.version))}${engine.licenses ? ` · ${button(t("licenses"), "licenses", "link")}` : ""}` : `<i class="spin"></i>${t("starting")}`}</span>${end}`);
    return;
  }
  const some = tallies();
  const counted = some.length ? some.map(([kind, count, words]) => `<b class="${kind}">${icon(kind)}${t(words, count)}</b>`).join("") : `<b class="done">${icon("done")}${t("none")}</b>`;
  put($("status"), `<span class="counted">${app.isReady ? `${t("checked")} ${counted}` : `<i class="spin"></i>${t("starting")}`}</span>${some.length ? button(t("next_finding"), "next-finding", "link") : ""}${end}`);
}

const idOf = (path) => `f-${path.replace(/\./g, "-")}`;
const hint = (path, words) => `<p class="hint" id="${idOf(path)}-hint">${words}</p>`;
const locked = () => (report.isReading || !report.state.is_readable ? " readonly" : "");
function line(path, label, words = "", kind = "") {
  const described = words ? ` aria-describedby="${idOf(path)}-hint"` : "";
  return `<div class="field ${kind}" data-field="${path}"><label for="${idOf(path)}">${label}</label>${words ? hint(path, words) : ""}<input id="${idOf(path)}" data-value="${path}" value="${escape(report.value(path))}" autocomplete="off"${described}${locked()}></div>`;
}
function choice(path, label, options) {
  const now = report.value(path);
  const known = options.includes(now) || !now ? options : [now, ...options];
  return `<div class="field" data-field="${path}"><label for="${idOf(path)}">${label}</label><select id="${idOf(path)}" data-value="${path}"${locked() ? " disabled" : ""}><option value=""></option>${known.map((one) => `<option value="${escape(one)}"${one === now ? " selected" : ""}>${escape(one)}</option>`).join("")}</select></div>`;
}
function prose(path, label, words = "") {
  const described = words ? `${idOf(path)}-hint ` : "";
  const tools = report.isReading ? "" : `<span>${button(t("picture"), "picture", "link", `data-for="${path}"`)}${button(t("insert"), "pick", "link", `data-for="${path}"`)}</span>`;
  return `<div class="field prose-field" data-field="${path}"><div class="over"><label for="${idOf(path)}">${label}</label>${tools}</div>${words ? hint(path, words) : ""}<div class="prose"><div class="mirror" aria-hidden="true"></div><textarea id="${idOf(path)}" data-prose="${path}" spellcheck="false" aria-describedby="${described}${idOf(path)}-foot"${locked()}>${escape(shownText(report.value(path)))}</textarea></div><div class="foot" id="${idOf(path)}-foot"></div></div>`;
}

const HINTS = { issues: "problems_hint", improvements: "improvements_hint", text: "other_hint" };
function proseParts(field) {
  if (isOneText(field)) return hint(field.path, `${t("one_text")}${report.isReading ? "" : ` ${button(t("split"), "ask-split", "link", `data-for="${field.path}"`)}`}`) + prose(field.path, escape(field.heading || field.key));
  return field.children
    .map((child, i) => {
      const name = child.path.split(".").pop();
      if (child.kind === "parts") return feeFields(child);
      const numeral = field.children.length > 2 || child.label ? `（${"一二三四五六七八九十"[i]}）` : "";
      const none = name === "text" && child.path.startsWith("other_matters") && !report.value(child.path) && !report.isReading ? button(t("fill_none"), "fill-none", "", `data-for="${child.path}"`) : "";
      return none + prose(child.path, `${child.label ? numeral : ""}${escape(child.label || t("other_text"))}`, HINTS[name] ? t(HINTS[name]) : "");
    })
    .join("");
}

function feeFields(field) {
  const [charged, cases, amount] = field.children.map((child) => child.path);
  const now = report.value(charged);
  const is = (word) => ({ 是: "yes", 否: "no" })[word] || "";
  const radio = (value, word) => `<label><input type="radio" name="fee" data-flag="${charged}" value="${value}"${now === value || (is(value) && now === is(value)) ? " checked" : ""}${locked() ? " disabled" : ""}> ${t(word)}</label>`;
  const more = ["是", "yes", "true", "True"].includes(now) ? `<div class="pair">${line(cases, t("fee_cases"))}${line(amount, t("fee_amount"))}</div>` : "";
  return `<fieldset class="field" data-field="${field.path}"><legend>${t("fee")}</legend>${hint(field.path, t("fee_hint"))}<div class="choices">${radio("否", "fee_no")}${radio("是", "fee_yes")}</div>${more}<p class="prints" hidden></p></fieldset>`;
}

// The sentence that is printed by itself, as it stands now.
function drawFee() {
  const place = document.querySelector(".prints");
  if (!place) return;
  const [charged, cases, amount] = report.field("other_matters.processing_fee").children.map((child) => report.value(child.path));
  const isCharged = ["是", "yes", "true", "True"].includes(charged);
  const phrase = report.form.phrases[isCharged ? (cases ? "fee_charged_cases" : "fee_charged") : "fee_none"];
  place.hidden = !charged || !phrase;
  place.textContent = place.hidden ? "" : t("fee_prints", phrase.replace("{cases}", cases).replace("{amount}", amount || "0"));
}

function aboutFields() {
  const contact = report.field("contact").children.map((child) => child.path.split(".")[1]);
  const lines = contact.map((name) => line(`contact.${name}`, t(name) + (["email", "fax", "website"].includes(name) ? t("optional") : ""))).join("");
  const dates = `${line("metadata.created_date", t("created"))}${line("metadata.publish_date", t("published") + t("optional"))}`;
  const others = ["index_no", "publisher", "keywords"].map((name) => line(`metadata.${name}`, t(name) + t("optional"))).join("");
  return `${line("office", t("office"), t("office_hint"), "long")}<div class="pair">${choice("kind", t("kind"), report.field("kind").allowed)}${line("year", t("year"), t("year_hint"), "short")}</div>${prose("preface", t("preface"), t("preface_hint"))}<fieldset><legend>${t("contact")}</legend>${hint("contact", t("contact_hint"))}<div class="pair">${lines}</div></fieldset><div class="pair">${dates}</div><div class="pair">${line("signature", t("signature") + t("optional"))}${line("title", t("title_field") + t("optional"))}</div><details class="more-fields"><summary>${t("metadata")}${t("optional")}</summary><div class="pair">${others}</div></details>${filesFields()}${keptNote()}`;
}

// The files that the report names: what is here, what is missing.
function filesFields() {
  const added = Object.keys(report.files).filter((name) => !report.state.missing.includes(name));
  const row = (name, isMissing) => `<li class="${isMissing ? "warning" : ""}"><span>${fileKind(name)}</span><span class="file-name">${escape(name)}<small>${isMissing ? icon("warning") : ""}${t(isMissing ? "needed" : "added")}</small></span>${button(t(isMissing ? "choose" : "replace"), "choose-file", "small", `data-name="${escape(name)}" aria-label="${t(isMissing ? "choose" : "replace")} ${escape(name)}"`)}</li>`;
  return `<fieldset><legend>${t("files")}</legend>${hint("files", t("files_hint"))}<ul class="companions">${report.state.missing.map((name) => row(name, true)).join("")}${added.map((name) => row(name, false)).join("")}</ul>${button(t("last_year_add"), "add-last-year")}</fieldset>`;
}
const fileKind = (name) => (/\.(png|jpe?g|svg)$/i.test(name) ? t("pictures_word") : name === report.value("previous") ? t("last_year_file") : t("report_word"));

const unknownEntries = () => report.state.places.map(({ path }) => path).filter((path) => !report.field(path));

// What the form does not show stays in the file as it is, and is named.
function keptNote() {
  const { comments } = report.state;
  const values = Object.keys(report.state.values);
  const count = (prefix) => new Set(values.filter((path) => path.startsWith(`${prefix}.`)).map((path) => path.split(".")[1])).size;
  const words = [];
  if (comments) words.push(t("comments_n", comments));
  if (count("figures")) words.push(t("figures_n", count("figures")));
  if (count("checks")) words.push(t("checks_n", count("checks")));
  if (report.value("extends")) words.push(t("inherited", escape(report.value("extends"))));
  words.push(...unknownEntries().map(escape));
  return words.length ? `<div class="kept-note"><h2>${t("kept_title")}</h2><p>${words.join(" · ")} ${button(t("kept_show"), "show-kept", "link")}</p></div>` : "";
}

function columnsNote(table) {
  const count = foldedColumns(table).size;
  return count ? `<p class="hint">${t("columns_folded", count)} ${button(t("columns_all"), "all-rows", "link")}</p>` : "";
}

function tableArea(table) {
  const on = (action, label, pressed) => button(label, action, "quiet", `aria-pressed="${pressed}"`);
  app.tools = `${report.state.last_year && table.layout !== "record" ? on("compare", t("compare"), app.compare) : ""}${plan(table).groups.length ? button(app.all ? t("collapse") : t("expand"), "all-rows", "quiet") : ""}${button(t("copy_table"), "copy-table", "quiet")}`;
  return `<div class="table-area" data-table="${table.path}"><a class="skip-table" href="#after-table">${t("skip_table")}</a><div class="cellbar" id="cellbar"></div><div class="scroll" tabindex="0" role="group" aria-label="${escape(table.heading)}">${tableHtml(table)}</div>${columnsNote(table)}<p class="hint keys">${t("table_keys")}</p><div id="block"></div><span id="after-table" tabindex="-1"></span></div>`;
}

function lawOf(here) {
  const words = t("laws")[here.field ? here.field.path : here.id];
  return words ? `<details class="law"><summary>${t("law")}</summary><p>${words}</p></details>` : "";
}

function drawForm() {
  const all = parts();
  const at = Math.max(0, all.findIndex((one) => one.id === app.section));
  const here = all[at];
  const step = (to, word) => (to ? `<a class="step" href="#edit/${to.id}"><small>${t(word)}</small>${escape(to.title)}</a>` : "<span></span>");
  const table = here.field && report.form.tables.find((each) => each.path === here.field.path);
  app.tools = "";
  const body = !here.field ? aboutFields() : table ? tableArea(table) : (here.field.path === "overview" && !isOneText(here.field) ? hint("overview", t("overview_hint")) : "") + proseParts(here.field);
  const stale = report.state.is_readable ? "" : `<p class="stale-note">${icon("warning")}${t("form_stale")}</p>`;
  const next = all[at + 1] ? step(all[at + 1], "next") : `<a class="step" href="#finish"><small>${t("next")}</small>${t("finish")}</a>`;
  $("work").innerHTML = `<div class="columns"><article class="sheet section-${table ? { blocks: 2, matrix: 3, record: 4 }[table.layout] : here.id}"><header class="sheet-head"><h1 tabindex="-1">${escape(here.title)}</h1><div class="sheet-tools">${app.tools}${lawOf(here)}</div></header>${stale}${body}<nav class="steps" aria-label="${t("prev")} ${t("next")}">${step(all[at - 1], "prev")}${next}</nav></article><section class="margin" aria-label="${t("margin")}"${besideForm() ? " hidden" : ""}></section></div>`;
  const sheet = $("work").querySelector(".sheet");
  sheet.classList.toggle("stale", !report.state.is_readable);
  sheet.classList.toggle("compared", app.compare);
}
