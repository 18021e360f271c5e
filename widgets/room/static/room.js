// Loaded before everything else: ends the loading line, and says so in one sentence when the kernel or server is gone.

window.__valuedFonts = true; // room.css brings the typeface: no need to ask the kernel for it

// Voila's script calls these two. Our cells are never hidden, so there is nothing to show at the end.
window.voila_heartbeat = () => {};
window.voila_finish = () => {};
window.cellLoaded = true;

// The page can be used once its kernel has spoken and no output waits any more in the script element it comes in.
let heard = false;
window.addEventListener("DOMContentLoaded", () => {
  const timer = setInterval(() => {
    if (!heard || document.querySelector('script[type="application/vnd.voila.cell-output+json"]')) return;
    clearInterval(timer);
    document.getElementById("loading").textContent = "";
  }, 50);
});

const GONE = {
  kernel: "This notebook has stopped. Reload the page to start it again.",
  server: "The room has lost its connection. Reload the page; if that does not help, start the room again.",
};

function say(what) {
  const line = document.getElementById("gone");
  if (!line.hidden) return;
  line.textContent = GONE[what];
  line.hidden = false;
}

let leaving = false;
window.addEventListener("beforeunload", () => { leaving = true; });

// Jupyter's kernel connection keeps to itself, so its socket is listened to where it is made.
window.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    if (!/\/api\/kernels\//.test(String(given[0]))) return;
    this.addEventListener("close", () => { if (!leaving) say("server"); });
    this.addEventListener("message", ({ data }) => {
      heard = true;
      const size = typeof data === "string" ? data.length : data.byteLength;
      if (size > 3000) return; // a frame; what a kernel says of itself is short
      const text = typeof data === "string" ? data : new TextDecoder().decode(data);
      if (/"execution_state": ?"(restarting|autorestarting|dead)"/.test(text)) say("kernel");
    });
  }
};
