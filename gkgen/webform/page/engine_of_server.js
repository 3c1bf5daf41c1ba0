// The engine of `gkgen form`: calls answered by the server of this page.
"use strict";
const engine = (() => {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  let order = Promise.resolve();

  // A call: the length of a JSON text in four bytes, the text, the bytes of a file; the answer is the same.
  async function send(name, values, data) {
    const text = encoder.encode(JSON.stringify(values));
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, text.length);
    const response = await fetch(`call/${name}`, { method: "POST", body: new Blob([length, text, data || new Uint8Array()]) });
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const end = 4 + new DataView(bytes.buffer).getUint32(0);
    return { values: JSON.parse(decoder.decode(bytes.subarray(4, end))), data: bytes.slice(end) };
  }

  // One after the other: a later change must not overtake an earlier one.
  function call(name, values = {}, data = null) {
    const answer = order.then(() => send(name, values, data));
    order = answer.catch(() => {});
    return answer;
  }

  async function start(language) {
    new EventSource("presence"); // the server ends when no page is open any more
    await call("speak", { language });
  }

  return { start, call, isServed: true };
})();
