// The engine of gkgen.html: Python in a worker. `engine.call(name, values, data)` answers {values, data}.
"use strict";
const engine = (() => {
  const waiting = new Map();
  let worker, number = 0;

  async function asset(name) {
    const packed = document.getElementById(`asset-${name}`).textContent;
    const response = await fetch(`data:application/octet-stream;base64,${packed}`);
    return new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  }

  function send(name, values, data, transfer = []) {
    return new Promise((resolve, reject) => {
      waiting.set(++number, { resolve, reject });
      worker.postMessage({ id: number, name, values, data }, transfer);
    });
  }

  function fail(reason) {
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
  }

  // A drawing as PNG, by the browser and in its fonts; a data URI leaves the canvas readable.
  async function drawing(svg, width, height) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    canvas.getContext("2d").drawImage(image, 0, 0, width, height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    return blob.arrayBuffer();
  }

  async function start(language) {
    if (worker) worker.terminate();
    fail("restarted");
    const names = ["wasm", "asm", "loader", "stdlib", "site"];
    const parts = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await asset(name)])));
    const address = URL.createObjectURL(new Blob([WORKER], { type: "text/javascript" }));
    worker = new Worker(address);
    worker.onerror = (event) => fail(event.message || "worker");
    worker.onmessage = ({ data: { id, values, data, fault, draw, svg, width, height } }) => {
      if (draw) {
        drawing(svg, width, height).then((made) => worker.postMessage({ drawn: draw, data: made }), () => worker.postMessage({ drawn: draw }));
        return;
      }
      const waiter = waiting.get(id);
      waiting.delete(id);
      if (!waiter) return;
      if (fault !== undefined) waiter.reject(new Error(fault));
      else waiter.resolve({ values, data });
    };
    await send("start", { ...parts, pyodide: PYODIDE, language }, null, Object.values(parts));
    URL.revokeObjectURL(address);
  }

  // Ends the worker, as a browser does that runs out of memory.
  function stop() {
    worker.terminate();
    worker = { postMessage: () => fail("stopped"), terminate: () => {} };
  }

  const licenses = async () => JSON.parse(new TextDecoder().decode(await asset("licenses")));

  return { licenses, start, stop, call: (name, values = {}, data = null) => send(name, values, data), isServed: false };
})();
