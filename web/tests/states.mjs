// Every state of the page, as a list of steps that lead from one to the next, judged by axe-core at three widths and in
// both languages.
import { drop, dropFiles, part, settled } from "./browser.mjs";

export const WIDTHS = [[1366, 768], [1920, 1080], [390, 844]];
const base64 = (text) => Buffer.from(text).toString("base64");
const hash = (page, to) => page.evaluate((to) => { location.hash = to; }, to);
const typed = (page, selector, text) =>
  page.evaluate((selector, text) => { const box = document.querySelector(selector); box.focus(); box.value = text; box.dispatchEvent(new InputEvent("input", { bubbles: true })); }, selector, text);
const view = (page, name) => page.evaluate((name) => { app.view = name; draw(); }, name);
const notices = (page, ...names) => page.evaluate((names) => { app.notices.clear(); for (const name of names) app.notices.add(name); drawNotices(); }, names);
const dialog = (page, name) => page.evaluate((name) => openDialog(name), name);
const closed = (page) => page.evaluate(() => $("dialog").close());

// Each step is a state to be judged; `given` has a report in which a number of a text is wrong, and one to be read.
const STATES = [
  ["start", async () => {}],
  ["licenses", (page) => page.evaluate(() => ACTIONS.licenses())],
  ["a file over the page", (page) => page.evaluate(() => { $("dialog").close(); $("drop").hidden = false; })],
  ["a report opened", async (page, given) => {
    await page.evaluate(() => { $("drop").hidden = true; });
    await drop(page, "甲.yaml", given.text);
    await page.waitForFunction("report.state && app.screen === 'edit'");
  }],
  ...["about", "1", "2", "3", "4", "5", "6"].map((id) => [`part ${id}`, (page) => part(page, id)]),
  ["the engine starting", (page) => page.evaluate(() => { app.isReady = false; drawStatus(); })],
  ["a sum that does not hold", async (page) => {
    await page.evaluate(() => { app.isReady = true; });
    await part(page, "3");
    await typed(page, ".sheet input[data-path]", "77");
    await settled(page);
  }],
  ["a cell", (page) => page.evaluate(() => [...document.querySelectorAll(".sheet input[data-path]")].pop().focus())],
  ["all rows", (page) => page.evaluate(() => { app.all = true; draw(); })],
  ["a block to paste", async (page) => {
    await page.evaluate(() => readBlock("5\t1\n3件\t约2", "requests.new_received.natural_person"));
    await page.waitForSelector(".block");
  }],
  ["a step back to come", (page) => page.evaluate(() => { ACTIONS["paste-not"](); app.all = false; draw(); })],
  ["last year added", async (page, given) => {
    await part(page, "about");
    await page.evaluate((text) => { report.files = {}; return addFile("去年.yaml", new TextEncoder().encode(text)).then(() => type("previous", "去年.yaml")); }, given.last);
    await settled(page);
  }],
  ["table two beside last year", async (page) => { await part(page, "2"); await page.evaluate(() => { app.compare = Boolean(report.state.last_year); draw(); }); }],
  ["table three beside last year", (page) => part(page, "3")],
  ["a claim asked about", async (page) => {
    await page.evaluate(() => { app.compare = false; });
    await part(page, "1");
    await page.evaluate(() => { const box = proseBox("overview.on_request"); const at = box.value.indexOf("8件") + 1; box.focus(); box.setSelectionRange(at, at); document.dispatchEvent(new Event("selectionchange")); });
  }],
  ["a number to choose", (page) => page.evaluate(() => ACTIONS.pick({ dataset: { for: "overview.on_request" } }))],
  ["a reason to write", (page) => page.evaluate(() => { app.picker = null; drawPicker(); const one = report.findings().find((each) => each.is_waivable && !each.waived); app.asking = keyOf(one); app.section = partOf(one.path); draw(); })],
  ["a reason written", async (page) => {
    await page.evaluate(async () => { document.querySelector(".change textarea").value = "台账已核对，情况属实。"; await ACTIONS.waive(document.querySelector('[data-do="waive"]')); });
    await settled(page);
  }],
  ["a text with its file beside", async (page) => { await part(page, "3"); await view(page, "text"); }],
  ["all findings", (page) => view(page, "all")],
  ["the pages", async (page) => { await view(page, "preview"); await page.waitForFunction("app.pages"); }],
  ["a number that flashes", async (page) => {
    await typed(page, ".sheet input[data-path]", "78");
    await settled(page);
  }],
  ["finish with errors", async (page) => { await view(page, "margin"); await hash(page, "finish"); await page.waitForFunction("app.screen === 'finish'"); }],
  ["notices", (page) => notices(page, "tabs", "full", "disk", "engine")],
  ["more notices", (page) => notices(page, "unkept", "loose", "newer")],
  ["other notices", (page) => notices(page, "missing", "failed", "recovered", "refused")],
  ["another tab writes", async (page) => { await notices(page, "tabs"); await part(page, "1"); await page.evaluate(() => { report.isReading = true; draw(); }); }],
  ["keyboard", async (page) => { await page.evaluate(() => { report.isReading = false; app.notices.clear(); draw(); }); await dialog(page, "keys"); }],
  ["large text", async (page) => { await closed(page); await page.evaluate(() => ACTIONS.big()); }],
  ["an unsaved report", async (page) => { await page.evaluate(() => ACTIONS.big()); await dialog(page, "unsaved"); }],
  ["a slip to mend", async (page, given) => {
    await closed(page);
    await page.evaluate((text) => setText(text), given.text.replace("年度: 2025", "年度：２０２５"));
    await page.evaluate(() => ACTIONS["ask-fix"]());
    await page.waitForFunction("$('dialog').open");
  }],
  ["a text that cannot be read", async (page, given) => {
    await closed(page);
    await page.evaluate((text) => setText(text), `${given.text}\n坏: [1, 2\n`);
    await part(page, "3");
    await view(page, "text");
  }],
  ["a section to take apart", async (page, given) => {
    await view(page, "margin");
    await page.evaluate((text) => setText(text), given.whole);
    await part(page, "1");
    await page.evaluate(() => ACTIONS["ask-split"]({ dataset: { for: "overview" } }));
    await page.waitForFunction("$('dialog').open");
  }],
  ["finish without findings", async (page, given) => {
    await closed(page);
    await page.evaluate((text) => setText(text), given.good);
    await hash(page, "finish");
    await page.waitForFunction("app.screen === 'finish'");
  }],
  ["a damaged file", async (page) => {
    await page.evaluate(() => { report.savedText = report.state.text; report.typed = {}; app.damaged = null; });
    await dropFiles(page, { "坏.docx": base64("PK\u0003\u0004 cut off") });
    await page.waitForFunction("app.damaged && $('dialog').open");
  }],
  ["what was read", async (page, given) => {
    await closed(page);
    await notices(page);
    await dropFiles(page, { "去年.txt": base64(given.doubtful) });
    await page.waitForFunction("app.screen === 'import'");
  }],
  ["cells that wait", (page) => part(page, "3")],
  ["drafts", async (page) => { await page.evaluate(() => { report.savedText = report.state.text; }); await hash(page, "start"); await page.waitForFunction("app.screen === 'start'"); }],
];

export async function judgeEveryState(open, axe, given) {
  const seen = { violations: {}, states: STATES.map(([name]) => name), runs: 0 };
  for (const [width, height] of WIDTHS)
    for (const language of ["zh", "en"]) {
      const page = await open({ width, height });
      await page.evaluate(axe);
      // Colours are those of the layout: the same in both languages, and at 1920 as at 1366.
      const rules = language === "en" || width === 1920 ? ["color-contrast"] : [];
      if (language === "en") await page.evaluate(() => ACTIONS.language());
      for (const [name, go] of STATES) {
        try {
          await go(page, given);
        } catch (fault) {
          throw new Error(`${name}, ${width}, ${language}: ${fault.message}`, { cause: fault });
        }
        const [wrong, isSideways] = await page.evaluate(JUDGE, rules);
        seen.runs += 1;
        if (wrong.length || isSideways) seen.violations[`${name} ${width} ${language}`] = [...wrong, ...(isSideways ? ["scrolls sideways"] : [])];
      }
    }
  return seen;
}

// What is drawn in two frames is there. `without` are rules that need not be asked.
async function JUDGE(without) {
  await new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); });
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const found = await axe.run({ exclude: ["iframe"] }, { iframes: false, resultTypes: ["violations"], rules });
  const wrong = found.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`);
  return [wrong, document.documentElement.scrollWidth > innerWidth + 1];
}
