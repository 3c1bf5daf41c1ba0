// A block from Excel or Word: read by the engine, shown before it is taken.
"use strict";
async function readBlock(text, path) {
  await settled();
  const { values } = await engine.call("paste", { text, path });
  app.block = values;
  const table = tableHere();
  const folded = foldedColumns(table);
  if (plan(table).rows.flat().some((cell) => folded.has(cell.column) && Number(values.cells[cell.path]))) app.all = true;
  for (const table of report.form.tables)
    for (const group of plan(table).groups)
      if (rowCells(plan(table).rows, group.row, group.row_span).some((cell) => cell.path in values.cells)) app.open.add(group.lines.join(""));
  draw();
}

function drawBlock() {
  const host = $("block");
  document.querySelectorAll(".landing").forEach((one) => {
    one.classList.remove("ghost", "landing");
    one.removeAttribute("data-new");
  });
  if (!host) return;
  host.innerHTML = "";
  const block = app.block;
  if (!block) return;
  let changes = 0;
  for (const [path, value] of Object.entries(block.cells)) {
    const box = document.querySelector(`.sheet input[data-path="${path}"]`);
    if (!box) continue;
    box.closest("td").classList.add("landing");
    if (Number(report.value(path) || 0) === Number(value || 0)) continue;
    changes += 1;
    box.closest("td").classList.add("ghost");
    box.closest("td").dataset.new = value || 0;
  }
  const from = block.matched ? t("paste_matched", block.matched) : t("paste_from", escape(cellName(block.start)));
  const warned = (words) => `<p class="warned">${icon("warning")}${words}</p>`;
  const wrong = block.wrong.map((each) => warned(t("paste_total_bad", ...each.map(escape)))).join("");
  const bad = block.bad.length ? warned(t("paste_bad", block.bad.map(escape).join("、"))) : "";
  const total = block.has_totals ? ` · ${t("paste_total")}` : "";
  host.innerHTML = `<div class="block" role="group" aria-label="${t("paste")}"><h2>${t("paste_title", block.rows, block.columns)}</h2><p>${from} · ${t("paste_changes", changes)}${total}</p>${wrong}${bad}<div class="actions">${button(`${t("paste")} <kbd>Enter</kbd>`, "paste", "primary small")}${button(`${t("cancel")} <kbd>Esc</kbd>`, "paste-not", "small")}</div></div>`;
}

// The table as Excel takes it: labels and numbers between tabs.
function copiedTable(table) {
  return plan(table).rows
    .map((cells) => cells.map((cell) => (cell.path ? report.number(cell.path) : cell.lines.join(""))).join("\t"))
    .join("\n");
}
