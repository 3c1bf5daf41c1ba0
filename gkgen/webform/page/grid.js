// The statutory tables as forms: the look of the notice, merged heads, one input in each cell, keys of a spreadsheet.
// Native tables and inputs: a screen reader hears "row, column" from aria-label, Tab leaves at the ends, nothing traps.
"use strict";
const nil = (text) => Number(text) === 0;

// A table with the places of its cells; made once for an edition.
function plan(table) {
  if (table.plan) return table.plan;
  const taken = [];
  const rows = table.rows.map((cells, row) => {
    let column = 0;
    return cells.map((cell) => {
      while (taken[row] && taken[row][column]) column += 1;
      for (let r = row; r < row + cell.row_span; r += 1) {
        taken[r] = taken[r] || [];
        for (let c = column; c < column + cell.col_span; c += 1) taken[r][c] = true;
      }
      return { ...cell, row, column };
    });
  });
  table.plan = { rows, groups: groupsOf(rows, table.header_rows), width: Math.max(...taken.map((one) => one.length)) };
  return table.plan;
}

// Labels that span several rows and have rows of their own beside them: （三）不予公开 and the like.
function groupsOf(rows, headers) {
  const spanning = rows.slice(headers).flat().filter((cell) => cell.role === "label" && cell.row_span > 1);
  return spanning.filter((cell) => !spanning.some((other) => other.column > cell.column && other.row >= cell.row && other.row < cell.row + cell.row_span));
}

const rowCells = (rows, from, count) => rows.slice(from, from + count).flat().filter((cell) => cell.path);

// On a phone columns of zeros are folded, where there are others: there is no room for them.
function foldedColumns(table) {
  const { rows } = plan(table);
  if (table.layout !== "matrix" || document.body.dataset.layout !== "phone" || app.all) return new Set();
  const cells = rows.flat().filter((cell) => cell.path);
  const all = [...new Set(cells.map((cell) => cell.column))];
  const zero = all.slice(0, -1).filter((column) => cells.every((cell) => cell.column !== column || isZero(cell.path)));
  return new Set(zero.length < all.length - 1 ? zero : []);
}
const isZero = (path) => nil(report.number(path)) && !waits(path) && !report.value(path).replace(/^0$/, "");

// What is drawn of a table: the groups and columns that are folded, and how far a cell reaches over the others.
function view(table) {
  const { rows, groups } = plan(table);
  const folded = groups.filter((group) => isFolded(rows, group));
  const hidden = new Set(folded.flatMap((group) => Array.from({ length: group.row_span - 1 }, (_, i) => group.row + 1 + i)));
  const columns = foldedColumns(table);
  const left = (from, count, without) => Array.from({ length: count }, (_, i) => from + i).filter((at) => !without.has(at)).length;
  const shown = (cell) => ({ ...cell, row_span: left(cell.row, cell.row_span, hidden), col_span: left(cell.column, cell.col_span, columns) });
  return { folded, hidden, columns, shown };
}

function tableHtml(table) {
  const { rows, groups } = plan(table);
  const { folded, hidden, columns: without, shown } = view(table);
  const html = rows.map((cells, row) => {
    if (hidden.has(row)) return "";
    const group = folded.find((one) => one.row === row);
    const drawn = (group ? cells.filter((cell) => cell.column < group.column) : cells).filter((cell) => shown(cell).col_span);
    return `<tr>${drawn.map((cell) => cellHtml(table, cell, shown(cell), groups)).join("")}${group ? foldedHtml(rows, group, table, without) : ""}${besideRow(table, cells, group)}</tr>`;
  });
  const head = table.header_rows;
  const name = table.path.split(".").pop();
  const number = 1 + report.form.tables.indexOf(table);
  return `<table class="statutory ${name}" id="table-${number}"><caption class="hush">${escape(table.heading)}</caption>${columns(table)}${head ? `<thead>${html.slice(0, head).join("")}</thead>` : ""}<tbody>${html.slice(head).join("")}</tbody></table>`;
}

function columns(table) {
  const whole = table.widths.reduce((sum, width) => sum + width, 0);
  const cols = table.layout === "matrix" ? "" : table.widths.map((width) => `<col style="width:${(100 * width) / whole}%">`).join("");
  return cols && `<colgroup>${cols}</colgroup>`;
}

function isFolded(rows, group) {
  if (app.all || app.open.has(group.lines.join(""))) return false;
  return rowCells(rows, group.row, group.row_span).every((cell) => isZero(cell.path));
}

function foldedHtml(rows, group, table, without) {
  const name = group.lines.join("");
  const cells = rowCells(rows, group.row, 1);
  const labels = table.widths.length - cells.length;
  const zeros = '<td class="num nil">0</td>'.repeat(cells.filter((cell) => !without.has(cell.column)).length);
  return `<th scope="row" class="label folded" colspan="${labels - group.column}">${escape(name)}<button type="button" class="link" data-open="${escape(name)}" aria-expanded="false">${t("group_zero", group.row_span)}<span class="hush"> ${t("open_group", escape(name))}</span></button></th>${zeros}`;
}

function cellHtml(table, cell, { row_span: rowSpan, col_span: colSpan }, groups) {
  const spans = `${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ""}${colSpan > 1 ? ` colspan="${colSpan}"` : ""}`;
  if (cell.path) return numberHtml(table, cell, spans);
  const text = cell.lines.map(escape).join("<br>");
  switch (cell.role) {
    case "caption": return `<th class="caption" scope="rowgroup"${spans}>${text}</th>`;
    case "corner": return `<th class="corner"${spans}>${text}</th>`;
    case "head": return `<th scope="${cell.col_span > 1 ? "colgroup" : "col"}"${spans}>${text}</th>`;
    default: return labelHtml(table, cell, spans, text, groups);
  }
}

function labelHtml(table, cell, spans, text, groups) {
  const first = plan(table).rows[cell.row].find((one) => one.path);
  const about = first ? ` data-about="${first.path}"` : "";
  if (cell.row_span === 1) return `<th scope="row" class="label"${spans}${about}>${text}</th>`;
  const group = groups.includes(cell) && cell;
  if (!group) return `<th scope="rowgroup" class="upright"${spans}><span>${text}</span></th>`;
  const name = cell.lines.join("");
  const isZero = rowCells(plan(table).rows, cell.row, cell.row_span).every((one) => nil(report.number(one.path)));
  const fold = isZero && !app.all ? `<button type="button" class="link fold" data-shut="${escape(name)}" aria-expanded="true">${t("close_group", "")}<span class="hush">${escape(name)}</span></button>` : "";
  return `<th scope="rowgroup" class="group"${spans}>${text}${fold}</th>`;
}

const cellName = (path) => report.form.cells[path].place.slice(1).join(lang.now ? ", " : "，");

function numberHtml(table, cell, spans) {
  const { path } = cell;
  const isComputed = table.computed.includes(path);
  const shown = report.number(path);
  if (isComputed && !table.typeable.includes(path)) {
    return `<td class="num auto${nil(shown) ? " nil" : ""}" data-path="${path}" data-total${spans}>${escape(shown)}</td>`;
  }
  const typed = report.value(path);
  const unit = report.field(path).kind === "money" ? `<span class="unit">${t("wan")}</span>` : "";
  const last = app.compare && table.layout === "blocks" ? `<span class="beside">${t("last_year", lastYear(path))}</span>` : "";
  return `<td class="num"${spans}><input data-path="${path}" data-r="${cell.row}" data-c="${cell.column}" value="${escape(nil(typed) ? "" : typed)}" placeholder="${isComputed ? escape(shown) : 0}" class="${isComputed && !typed ? "auto" : ""}" inputmode="numeric" autocomplete="off" aria-label="${escape(cellName(path))}"${report.isReading ? " readonly" : ""}>${unit}${last}</td>`;
}

const lastYear = (path) => (report.state.last_year && report.state.last_year[path]) || "0";

// 与上年并列: last year's total of a row and the change, at the end of each row of the matrix; of a folded group together.
function besideRow(table, cells, group) {
  if (!app.compare || table.layout !== "matrix") return "";
  const head = table.header_rows;
  if (cells[0] && cells[0].role === "corner") return [t("last_year", ""), t("change")].map((words) => `<th scope="col" rowspan="${head}" class="last">${words}</th>`).join("");
  const { rows } = plan(table);
  const totals = (group ? Array.from({ length: group.row_span }, (_, i) => rows[group.row + i]) : [cells]).map((row) => row.filter((cell) => cell.path).pop()).filter(Boolean);
  if (!totals.length) return "";
  const [now, before] = [report.number, lastYear].map((number) => totals.reduce((sum, cell) => sum + Number(number.call(report, cell.path)), 0));
  const change = now - before;
  return `<td class="num last${before ? "" : " nil"}">${before}</td><td class="num last${change ? "" : " nil"}"${group ? "" : ` data-change="${totals[0].path}"`}>${change > 0 ? "+" : ""}${change}</td>`;
}

// 待核对 stands at the cell itself, or at its row or table.
const waits = (path) => Object.keys(report.state.waiting).some((one) => `${path}.`.startsWith(`${one}.`));

const change = (element, name, value) => { if (element[name] !== value) element[name] = value; };

// Totals and marks after a change, without touching what is being typed.
function refreshCells() {
  document.querySelectorAll(".sheet [data-total]").forEach((one) => {
    const shown = report.number(one.dataset.path);
    if (one.textContent !== shown) one.textContent = shown;
    one.classList.toggle("nil", nil(shown));
  });
  const { waiting } = report.state;
  const isWaitingNow = Object.keys(waiting).length > 0;
  const tables = report.form.tables.map((table) => [`${table.path}.`, new Set(table.computed)]);
  document.querySelectorAll(".sheet input[data-path]").forEach((one) => {
    const { path } = one.dataset;
    const isComputed = tables.some(([begin, computed]) => path.startsWith(begin) && computed.has(path));
    const typed = report.value(path);
    one.classList.toggle("auto", isComputed && !typed);
    const isWaiting = isWaitingNow && !report.typed[path] && waits(path);
    one.closest("td").classList.toggle("unsettled", isWaiting);
    change(one, "placeholder", isWaiting ? t("to_check") : isComputed ? report.number(path) : "0");
    if (one !== document.activeElement) change(one, "value", nil(typed) || isWaiting ? "" : typed);
  });
  document.querySelectorAll("[data-change]").forEach((one) => {
    const more = Number(report.number(one.dataset.change)) - Number(lastYear(one.dataset.change));
    change(one, "textContent", `${more > 0 ? "+" : ""}${more}`);
  });
}

// Arrows, Enter, Home, End move; F2 edits in place; Escape gives the old number back. Tab stays the browser's own.
function gridKeys(event) {
  const cell = event.target;
  if (!cell.matches("input[data-path]")) return;
  const all = [...cell.closest("table").querySelectorAll("input[data-path]")];
  const at = (box) => [Number(box.dataset.r), Number(box.dataset.c)];
  const [row, column] = at(cell);
  const near = (boxes, sign) =>
    boxes.sort((a, b) => sign * (at(a)[0] - at(b)[0]) || Math.abs(at(a)[1] - column) - Math.abs(at(b)[1] - column))[0];
  const step = {
    ArrowDown: () => near(all.filter((box) => at(box)[0] > row), 1),
    ArrowUp: () => near(all.filter((box) => at(box)[0] < row), -1),
    ArrowRight: () => all[all.indexOf(cell) + 1],
    ArrowLeft: () => all[all.indexOf(cell) - 1],
    Home: () => all.find((box) => at(box)[0] === row),
    End: () => all.filter((box) => at(box)[0] === row).pop(),
  };
  step.Enter = event.shiftKey ? step.ArrowUp : step.ArrowDown;
  const isEditing = cell.dataset.editing === "yes" && ["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key);
  if (event.key === "F2") {
    cell.dataset.editing = "yes";
    cell.setSelectionRange(cell.value.length, cell.value.length);
    event.preventDefault();
  } else if (event.key === "Escape" && cell.dataset.before !== undefined) {
    cell.value = cell.dataset.before;
    cell.dispatchEvent(new Event("input", { bubbles: true }));
    cell.select();
  } else if (step[event.key] && !isEditing && !event.isComposing && !event.ctrlKey && !event.altKey) {
    const next = step[event.key]();
    event.preventDefault();
    if (next) next.focus();
  }
}

// Always two lines, so that nothing below it moves: the cell and its fault, then what it counts.
function drawCellbar(path) {
  const bar = $("cellbar");
  if (!bar) return;
  const about = path && report.form.cells[path];
  app.cell = about ? path : "";
  const fault = cellFault(app.cell);
  const told = fault ? `<span class="fault ${kindOf(fault)}">${icon(kindOf(fault))}${escape(fault.message)}</span>` : "";
  if (!about) {
    put(bar, `<p><span>${t("cellbar_empty")}</span></p><p>${told}</p>`);
    return;
  }
  const table = report.form.tables.find((each) => path.startsWith(`${each.path}.`));
  const isComputed = table.computed.includes(path) && !report.value(path);
  const auto = isComputed ? `<span class="tag">${table.typeable.includes(path) ? t("carried_auto", report.number(path)) : t("computed")}</span>` : "";
  const before = report.state.last_year ? `<span class="last">${t("last_year", lastYear(path))}</span>` : "";
  put(bar, `<p><strong>${escape(about.place.slice(1).join(" · "))}</strong>${auto}${told}</p><p><span>${escape(about.counts)}</span>${before}</p>`);
}

// The fault that a cell has a part in: its own, or a sum it belongs to. Without a cell the first of the table.
function cellFault(path) {
  return shownHere().find((one) => ["error", "warning"].includes(kindOf(one)) && (!path || one.path === path || one.addends.some((each) => each.path === path)));
}
