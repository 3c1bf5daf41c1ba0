// Written so that browsers of 2010 read it: where the page cannot work, it says so in words and stops the rest.
(function () {
  var isNew = false;
  try {
    isNew = typeof WebAssembly === "object" && typeof DecompressionStream === "function" && "replaceChildren" in Element.prototype;
    new Function("class A { #b = 1; static c = this; } a?.b ?? c")();
  } catch (fault) {
    isNew = isNew && !(fault instanceof SyntaxError);
  }
  if (isNew) return;
  document.getElementById("too-old").hidden = false;
  document.getElementById("too-old").removeAttribute("hidden");
  window.isTooOld = true;
})();
