// Loaded before everything else on a notebook's page: knows whether kernel and server are there, says in one sentence
// when they are not, and keeps what was done on the page so that a reload brings it back (see widgets/again.py).

window.__valuedFonts = true; // room.css brings the typeface: no need to ask the kernel for it

// Voila's script calls these two. Our cells are never hidden, so there is nothing to show at the end.
window.voila_heartbeat = () => {};
window.voila_finish = () => {};
window.cellLoaded = true;

const KEY = `valued:page:${decodeURIComponent(location.pathname)}`;
const HOURS = 12; // older than this is another session's
const MOST = 30; // MB of a file, as widgets/own_orders.py says; the server would hang up at a longer message
const PATIENCE = 20_000; // milliseconds for a kernel to speak at first
const SAY = {
  kernel: "This notebook has stopped. Reload the page: it comes back where it was.",
  start: "This notebook did not start. Reload the page to try again.",
  server: "The room is closed. Start it again with the same command: this page then comes back by itself, where it was.",
  error: "That did not work. Press Reset and go on, or reload the page.",
};
const byId = (id) => document.getElementById(id);
let ready = false;
let leaving = false;

// What is kept, in this browser only ------------------------------------------------------------------------------
// {at, sign, moves, place: [section, offset], spent: {section: seconds}, tries}
function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY)) || {};
    return Date.now() - kept.at < HOURS * 3_600_000 ? kept : {};
  } catch { return {}; }
}

const kept = read();
const earlier = kept.at; // when this page was last touched, before now
let writing = null;

function write() {
  clearTimeout(writing);
  writing = null;
  if (afresh) return;
  kept.at = Date.now();
  try { localStorage.setItem(KEY, JSON.stringify(kept)); } catch { /* full or forbidden: the page works without */ }
}

function keep(what) {
  Object.assign(kept, what);
  writing ??= setTimeout(write, 250);
}

let afresh = false;
function startAfresh() {
  afresh = true;
  localStorage.removeItem(KEY);
  location.reload();
}

// The stylesheet's widget is the page's line to the kernel: it asks for what was kept, and brings every move.
window.valuedRoom = {
  kept, keep, startAfresh,
  asked: false,
  drawn: new Promise((resolve) => { document.addEventListener("valued-ready", resolve); }),
  ask() {
    kept.tries = (kept.tries || 0) + 1;
    write();
    // twice without coming back: these moves themselves may be what stops the kernel
    return { sign: kept.sign, moves: kept.tries > 2 ? [] : kept.moves || [] };
  },
  told({ move, back, sign, moves }) {
    if (move) {
      kept.moves = (kept.moves || []).slice(0, move[0]);
      kept.moves.push(move[1]);
      keep({});
    } else if (back !== undefined) {
      keep({ sign, moves, tries: 0 });
      document.dispatchEvent(new CustomEvent("valued-back", { detail: { moves: back, earlier } }));
    }
  },
};
window.addEventListener("pagehide", write);

// Is anybody there? -----------------------------------------------------------------------------------------------
function say(what, sentence) {
  const line = byId("gone");
  if (!line || (!line.hidden && line.dataset.what !== "error")) return; // the first, graver sentence stays
  line.dataset.what = what;
  byId("gone-says").textContent = sentence || SAY[what];
  byId("gone-reload").hidden = what === "error";
  byId("gone-close").hidden = what !== "error";
  line.hidden = false;
  if (what === "server") waitForServer();
}

function waitForServer() {
  fetch("/room/room.js", { method: "HEAD", cache: "no-store" })
    .then((answer) => { if (answer.ok) location.reload(); })
    .catch(() => setTimeout(waitForServer, 2_000));
}

window.addEventListener("beforeunload", () => { leaving = true; });
document.addEventListener("DOMContentLoaded", () => {
  byId("gone-reload").onclick = () => location.reload();
  byId("gone-close").onclick = () => { byId("gone").hidden = true; };
  const began = Date.now();
  // The page can be used once its kernel has spoken and every output has left the script element it comes in, and,
  // where it is a widget, stands in its place.
  const outputs = [...document.querySelectorAll('script[type="application/vnd.voila.cell-output+json"]')]
    .map((script) => [script, script.parentElement, script.textContent.includes("widget-view+json")]);
  const drawn = ([script, place, widget]) => !script.isConnected && (!widget || place.querySelector(".jupyter-widgets"));
  const timer = setInterval(() => {
    if (!ready && Date.now() - began > PATIENCE) { clearInterval(timer); say("start"); }
    if (!ready || !outputs.every(drawn)) return;
    clearInterval(timer);
    byId("loading").textContent = "";
    document.dispatchEvent(new Event("valued-ready"));
  }, 50);
});

// The type and content of a message from a kernel: JSON, or parts at the places that its first numbers give.
function parts(data) {
  if (typeof data === "string") {
    const message = JSON.parse(data);
    return [message.header?.msg_type || message.msg_type, () => message.content];
  }
  const view = new DataView(data);
  const at = Array.from({ length: Number(view.getBigUint64(0, true)) }, (_, i) => Number(view.getBigUint64(8 * (i + 1), true)));
  const part = (i) => JSON.parse(new TextDecoder().decode(new Uint8Array(data, at[i], at[i + 1] - at[i])));
  return [part(1).msg_type, () => part(4)];
}

// Jupyter's kernel connection keeps to itself, so its socket is listened to where it is made.
window.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    if (!/\/api\/kernels\//.test(String(given[0]))) return;
    this.addEventListener("close", () => { if (!leaving) say(ready ? "server" : "start"); });
    this.addEventListener("message", ({ data }) => {
      ready = true;
      const [kind, content] = parts(data);
      if (kind === "status" && /restarting|dead/.test(content().execution_state)) say("kernel");
      if (kind === "error") say("error", content().ename === "InputError" ? content().evalue : "");
    });
  }
};

const readFile = FileReader.prototype.readAsArrayBuffer;
FileReader.prototype.readAsArrayBuffer = function readAsArrayBuffer(file) {
  if (file.size <= MOST * 2 ** 20) readFile.call(this, file);
  else say("error", `That file is too large: ${Math.round(file.size / 2 ** 20)} MB, and at most ${MOST} can be loaded.`);
};
