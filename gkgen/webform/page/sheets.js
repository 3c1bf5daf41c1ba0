// What a browser does not do by itself where a report is laid out on sheets of paper; no word of the report changes.
"use strict";

const MM = 96 / 25.4;
// A4 with a little room on both sides, and from one sheet to the next.
const WIDE = 210 * MM + 48;
const STEP = 303 * MM;
// Letters further apart than this, in heights of a letter, are looser than print has them.
const LOOSE = 1.3;

function lay(content, width) {
  if (!content.querySelector("main")) return;
  loosen(content);
  if (CSS.supports("column-wrap", "wrap")) {
    for (const block of content.querySelectorAll("p, .items li")) keep(content, block);
    number(content);
  }
  fit(content, width);
}

function fit(content, width) {
  content.documentElement.style.zoom = Math.min(1, width / WIDE);
}

// Page numbers, which paper has in its margins.
function number(content) {
  const main = content.querySelector("main");
  const sheets = Math.max(1, Math.round(main.offsetHeight / STEP));
  for (let index = 0; index < sheets; index += 1) {
    const folio = content.createElement("span");
    folio.className = index % 2 ? "folio even" : "folio odd";
    folio.style.setProperty("--sheet", index);
    folio.textContent = `— ${index + 1} —`;
    main.append(folio);
  }
}

// The last line of a paragraph does not stand alone on a sheet: Chromium knows orphans in columns and no widows.
function keep(content, block) {
  const lines = linesOf(content, block);
  const [before, last] = lines.slice(-2);
  if (lines.length < 3 || last.top - before.top < 2 * (before.bottom - before.top)) return;
  if (lines.length > 3) {
    const rest = block.cloneNode(false);
    const range = content.createRange();
    range.setStart(...startOf(content, block, before));
    range.setEnd(block, block.childNodes.length);
    rest.append(range.extractContents());
    block.after(rest);
    block.style.textAlignLast = "justify";
    rest.style.textIndent = "0";
    rest.style.breakBefore = "column";
    return;
  }
  let first = block;
  while (first.previousElementSibling?.matches("h2, h3, h4, h5")) first = first.previousElementSibling;
  first.style.breakBefore = "column";
}

// Where the lines of a block stand, without the marks, which have no height to speak of.
function linesOf(content, block) {
  const range = content.createRange();
  range.selectNodeContents(block);
  const lines = [];
  for (const box of range.getClientRects()) {
    const line = lines.at(-1);
    const middle = (box.top + box.bottom) / 2;
    if (box.height < 8) continue;
    if (line && line.top < middle && middle < line.bottom) continue;
    lines.push({ top: box.top, bottom: box.bottom });
  }
  return lines;
}

// The first letter of a line, as a range has it.
function startOf(content, block, line) {
  const walker = content.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const range = content.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = 0; at < node.length; at += 1) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      if (box.height >= 8 && box.bottom > (line.top + line.bottom) / 2) return [node, at];
    }
  }
  return [block, block.childNodes.length];
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
    let first = [address.firstChild, 0];
    for (let node = walker.previousNode(), apart = 0; node && !apart; node = walker.previousNode()) {
      for (let at = node.length - 1; at >= 0 && !apart; at -= 1) {
        const box = place(node, at);
        if (box.height === 0) continue;
        if (box.bottom > top + height / 2) first = [node, at];
        else apart = at > 0 ? box.left - place(node, at - 1).left : -1;
      }
      if (apart > height * LOOSE) {
        range.setStart(...first);
        range.collapse(true);
        range.insertNode(content.createElement("br"));
      }
    }
  }
}
