// The screens before and after the form: start, finish; notices and dialogs.
"use strict";
const SCREENS = {
  start() {
    const some = drafts.list();
    const rows = some.map((one) => `<li class="draft"><div><strong>${escape(one.office || one.name)}</strong><p>${t("draft_line", escape(one.year), escape(new Date(one.time).toLocaleString(lang.now ? "en" : "zh-CN")), one.done || 0)}</p></div><div>${button(t("resume"), "resume", "primary small", `data-id="${one.id}"`)}${button(t("remove"), "remove-draft", "link", `data-id="${one.id}" aria-label="${t("remove")} ${escape(one.office || one.name)}"`)}</div></li>`);
    const known = some.length ? `<ul>${rows.join("")}</ul>` : `<p class="hint">${t("no_drafts")}</p>`;
    const year = new Date().getFullYear() - 1;
    const kinds = t("kinds_list").map(([kind, words]) => `<div><dt>${kind}</dt><dd>${words}</dd></div>`).join("");
    const last = app.lastYear ? `<p class="file-name">${escape(app.lastYear.name)} ${button(t("remove"), "no-last-year", "link")}</p>` : "";
    return `<div class="start"><header><h1>${t("start_title")}</h1><p>${t("start_lead")}</p></header><section class="drafts"><h2>${t("drafts")}</h2>${known}</section><div class="ways"><section><h2>${t("new")}</h2><form data-form="begin"><div class="field"><label for="new-office">${t("office")}</label>${hint("new", t("office_hint"))}<input id="new-office" autocomplete="organization" aria-describedby="f-new-hint" value="${escape(app.newOffice || "")}"><p class="fault error" role="alert" id="new-fault"></p></div><div class="pair"><div class="field short"><label for="new-year">${t("year")}</label><input id="new-year" inputmode="numeric" value="${escape(app.newYear || year)}"></div><div class="field"><p class="field-name">${t("from_last")}${t("optional")}</p>${last || button(t("choose"), "choose-last-year", "small")}</div></div>${hint("last", t("from_last_hint"))}<p class="actions"><button class="primary large" ${app.isReady ? "" : "disabled"}>${t("start")}</button></p></form></section><section><h2>${t("open")}</h2><div class="dropzone"><p>${button(t("choose"), "open-file", "primary large", app.isReady ? "" : "disabled")}</p><p class="hint">${t("drop")}</p></div><h3>${t("kinds_title")}</h3><dl>${kinds}</dl></section></div></div>`;
  },
  finish() {
    const errors = [...live("error"), ...live("missing")];
    const warnings = live("warning");
    const [kind, title, words] = errors.length
      ? ["error", t("finish_bad", tallies().filter(([one]) => one !== "warning").map(([, count, word]) => t(word, count)).join(lang.now ? ", " : "，")), t("finish_bad_hint")]
      : warnings.length
        ? ["warning", t("finish_warn", warnings.length), t("warning_all")]
        : ["done", t("finish_good"), t("finish_good_hint")];
    const listed = [...errors, ...warnings].slice(0, 8).map((one) => `<li class="${kindOf(one)}"><a href="#edit/${partOf(one.path)}" data-key="${escape(keyOf(one))}">${escape(lineOfFinding(one))}</a></li>`);
    const recheck = t("recheck_list").map((one) => `<label><input type="checkbox"> ${one}</label>`).join("");
    return `<div class="finish-page sheet"><h1 tabindex="-1">${t("finish_title")}</h1><section class="verdict ${kind}" aria-labelledby="verdict"><h2 id="verdict">${icon(kind)}${title}</h2><p>${words}</p>${listed.length ? `<ul>${listed.join("")}</ul>` : ""}</section><fieldset class="recheck"><legend>${t("recheck")}</legend>${recheck}</fieldset><h2>${t("outputs")}</h2><ul class="outputs">${outputs(errors.length > 0)}</ul><h2>${t("summary")}</h2><pre class="summary" tabindex="0">${escape(summary(errors, warnings))}</pre>${button(t("copy"), "copy-summary")}</div>`;
  },
};

const reportName = () => `${report.office}${report.year}年政府信息公开工作年度报告`;
function outputs(isBlocked) {
  const blocked = isBlocked ? `disabled title="${t("blocked")}"` : "";
  const row = (kind, file, words, action) => `<li><h3>${kind}</h3><p><span class="file-name">${escape(file)}</span>${words}</p><div>${action}</div></li>`;
  const make = (kind, style = "") => button(t("make"), "make", style, `data-kind="${kind}" ${blocked}`);
  const draft = isBlocked ? button(t("make_draft"), "make", "primary", 'data-kind="docx" data-draft="yes"') : "";
  const pdf = engine.isServed
    ? row("PDF", `${reportName()}.pdf`, t("out_pdf"), make("pdf"))
    : row(lang.now ? "PDF (print)" : "PDF（打印）", `${reportName()}.pdf`, t("out_print"), button(t("print_dialog"), "print", "", blocked));
  return (
    row("Word", `${reportName()}.docx`, report.state.browser_pictures ? t("out_word_pictures", report.state.browser_pictures) : t("out_word"), make("docx", isBlocked ? "" : "primary") + draft) +
    pdf +
    row(lang.now ? "Web page" : "网页", `${reportName()}.html`, t("out_html"), make("html")) +
    row("JSON", `${reportName()}.json`, t("out_json"), make("json")) +
    row(lang.now ? "Report file" : "报告文件", report.state.name, t("out_yaml"), button(t("download"), "save") + (Object.keys(report.files).length && !engine.isServed ? button(t("save_all"), "save-all") : ""))
  );
}

// What is told to a colleague, in the language of the page, with nothing that only a program understands.
function summary(errors, warnings) {
  const number = (path) => report.number(path);
  const suits = ["litigation_direct.total", "litigation_after_reconsideration.total"].map((name) => `disputes.${name}`);
  const has = suits.every((path) => path in report.state.numbers);
  const lines = [
    t("sum_title", report.office, report.year),
    t("sum_requests", ...["new_received.total", "carried_in.total", "results.total.total", "carried_out.total"].map((name) => number(`requests.${name}`))),
    t("sum_reviews", number("disputes.reconsideration.total")) + (has ? t("sum_suits", suits.reduce((sum, path) => sum + Number(number(path)), 0)) : ""),
    t("sum_findings", errors.length, warnings.length),
    ...[...errors, ...warnings].map((one, i) => `${i + 1}. ${lineOfFinding(one)}`),
  ];
  return lines.join("\n");
}

// Notices: a strip under the bar, newest first, at most three.
const NOTICES = {
  tabs: () => ["warning", t("n_tabs"), button(t("n_tabs_a"), "take-over", "small")],
  full: () => ["error", t("n_full"), button(t("n_full_a"), "save", "small") + button(t("n_full_b"), "home", "link")],
  disk: () => ["warning", t("n_disk", escape(report.state.name)), button(t("n_disk_a"), "show-disk", "small") + button(t("n_disk_b"), "take-disk", "small") + button(t("n_disk_c"), "keep-mine", "link")],
  missing: () => ["warning", t("n_missing", report.state.missing.map(escape).join("、")), button(t("n_missing_a"), "choose-missing", "small") + button(t("n_missing_b"), "dismiss", "link", 'data-notice="missing"')],
  unkept: () => ["error", t("n_unkept", [...app.unkept].map(escape).join("、")), button(t("save_all"), "save-all", "small")],
  loose: () => ["note", t("n_loose", Object.keys(report.files).length), button(t("save_all"), "save-all", "small") + button(t("close"), "dismiss", "link", 'data-notice="loose"')],
  engine: () => ["error", t("n_engine"), button(t("n_engine_a"), "restart", "small")],
  failed: () => ["error", t("engine_failed", escape(app.failure)), button(t("n_engine_a"), "restart", "small")],
  refused: () => ["error", escape(app.refusal), button(t("close"), "dismiss", "link", 'data-notice="refused"')],
  newer: () => ["note", t("n_newer", unknownEntries().length, unknownEntries().map(escape).join("、")), button(t("n_newer_a"), "show-kept", "small") + button(t("close"), "dismiss", "link", 'data-notice="newer"')],
  recovered: () => ["note", t("recover"), button(t("close"), "dismiss", "link", 'data-notice="recovered"')],
};
function notify(name) {
  app.notices.delete(name);
  app.notices.add(name);
  drawNotices();
}
function drawNotices() {
  $("notices").setAttribute("aria-label", t("notices"));
  $("notices").innerHTML = [...app.notices]
    .reverse()
    .slice(0, 3)
    .map((name) => {
      const [kind, words, actions] = NOTICES[name]();
      return `<div class="notice ${kind}">${icon(kind)}<p>${words}</p><div>${actions}</div></div>`;
    })
    .join("");
}

const changesHtml = (changes) => changes.length && `<ul class="mended" tabindex="0">${changes.map(([place, before, after]) => `<li><small>${escape(place)}</small><p><del>${escape(before || "—")}</del> → <ins>${escape(after || "—")}</ins></p></li>`).join("")}</ul>` || "";
const DIALOGS = {
  unsaved: () => `<h2 id="dialog-title">${t("d_unsaved")}</h2><p>${t("d_unsaved_text", escape(`${report.office} ${report.year}`))}</p><div class="actions">${button(t("d_unsaved_a"), "save-then", "primary")}${button(t("d_unsaved_b"), "then")}${button(t("d_unsaved_c"), "close", "link")}</div>`,
  damaged: () => `<h2 id="dialog-title">${icon("error")}${t("d_damaged")}</h2><p>${t("d_damaged_text", escape(app.damaged.name), escape(app.damaged.reason))}</p><ol>${(app.damaged.hints && app.damaged.hints.length ? app.damaged.hints : t("d_damaged_list")).map((one) => `<li>${escape(one)}</li>`).join("")}</ol><div class="actions">${button(t("d_damaged_a"), "open-other", "primary")}${button(t("close"), "close")}</div>`,
  differ: () => `<h2 id="dialog-title">${t("d_differ")}</h2>${changesHtml(app.differences) || `<p>${t("d_differ_none")}</p>`}<p class="hint">${t("d_differ_hint")}</p><div class="actions">${button(t("n_disk_b"), "take-disk")}${button(t("n_disk_c"), "keep-mine")}${button(t("close"), "close")}</div>`,
  licenses: () => `<h2 id="dialog-title">${t("licenses")}</h2><ul class="mended" tabindex="0">${app.licenses.map((one) => `<li><details><summary>${escape(`${one.name} ${one.version}`)} <small>${escape(one.license)}</small></summary><pre class="summary">${escape(one.text)}</pre></details></li>`).join("")}</ul><div class="actions">${button(t("close"), "close")}</div>`,
  split: () => `<h2 id="dialog-title">${t("d_split")}</h2><ul class="mended" tabindex="0">${app.mending.parts.map(([label, text]) => `<li><small>${escape(label)}</small><p>${escape(text.replace(/\s+/g, " ").slice(0, 60))}…</p></li>`).join("")}</ul><p class="hint">${t("d_split_hint")}</p><div class="actions">${button(t("apply"), "apply-fix", "primary")}${button(t("cancel"), "close")}</div>`,
  mend: () => {
    const rows = changesHtml(app.mending.changes);
    return `<h2 id="dialog-title">${t("d_mend")}</h2>${rows}<p class="hint">${t("d_mend_form")}</p><div class="actions">${button(t("apply"), "apply-fix", "primary")}${button(t("cancel"), "close")}</div>`;
  },
  keys: () =>
    `<h2 id="dialog-title">${t("d_keys")}</h2><dl class="keys-list">${[
      ["F8 · Shift+F8", "下一处 · 上一处要改、要看的地方", "next, previous finding"],
      ["F6", "在目录、填写区、右侧之间移动", "move between parts, form and side"],
      ["Alt+PageDown · PageUp", "下一部分 · 上一部分", "next, previous part"],
      ["Ctrl+S", "保存报告文件", "save the report file"],
      ["Ctrl+Z · Ctrl+Y", "撤销 · 重做", "undo, redo"],
      ["{", "在正文里引用表中的数", "insert a number of a table into a text"],
      ["← ↑ → ↓ · Enter", "在表格里移动", "move in a table"],
      ["F2", "在格子里移动光标", "edit within a cell"],
      ["Esc", "还原格子里原来的数；关闭", "restore a cell; close"],
      ["Ctrl+P", "打印报告（不是表单）", "print the report, not the form"],
    ].map(([keys, zh, en]) => `<div><dt><kbd>${keys}</kbd></dt><dd>${lang.now ? en : zh}</dd></div>`).join("")}</dl><div class="actions">${button(t("close"), "close")}</div>`,
};
function openDialog(name) {
  $("dialog").innerHTML = DIALOGS[name]();
  if (!$("dialog").open) $("dialog").showModal();
}
