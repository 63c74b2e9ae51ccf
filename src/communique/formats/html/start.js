/* Sets the colours that were chosen the last time, before anything is drawn; then unpacks and runs the script of the page. */
"use strict";
(() => {
  const root = document.documentElement;
  try { root.classList.add(localStorage.getItem("communique-theme") ?? "auto"); } catch { /* nothing is kept here */ }
  document.addEventListener("DOMContentLoaded", async () => {
    const packed = Uint8Array.from(atob(document.getElementById("[script]").textContent), (sign) => sign.charCodeAt(0));
    const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const script = document.createElement("script");
    script.textContent = await new Response(unpacked).text();
    document.head.append(script);
  });
})();
