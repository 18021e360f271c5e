// The page's line to its kernel: whether kernel and server are there and answer. Says in one sentence when they do not,
// and takes it back when they do. A page reloads by itself only when its kernel has gone while nobody was on the line.

const MOST = 30; // MB of a file, as widgets/panel/own_orders.py says; the server would hang up at a longer message
const BUSY = 4_000; // milliseconds without an answer after which the page says so
const SLOW = 20_000; // for a page to open
const STUCK = 30_000; // after which waiting is not the only advice
const AGAIN = 2; // times that a page with holes is loaded anew
const SAY = {
  error: [1, "That did not work. Press Reset and go on, or reload the page."],
  busy: [0, "Still working. The page goes on as soon as it has its answer."],
  slow: [0, "Still opening. The computer is busy; reload the page if nothing comes."],
  lost: [2, "The line to this notebook broke; it is being mended."],
  start: [3, "This notebook did not start. Reload the page to try again."],
  part: [3, "A part of this page did not load. Reload the page: it comes back where it was."],
  server: [3, "The room is closed. Start it again with the same command: this page then comes back by itself, where it was."],
  kernel: [3, "This notebook has stopped. Reload the page: it comes back where it was."],
};
const STILL = "Still working. Wait, or reload the page: it comes back where it was.";
const byId = (id) => document.getElementById(id);
const pause = (time) => new Promise((resolve) => { setTimeout(resolve, time); });
const began = Date.now();
let ready = false; // the kernel has spoken
let drawn = false; // and every output stands in its place
let leaving = false;
let onLine = 0; // sockets that are open
let unanswered = []; // [id, when] of what was sent, in order

// What is said ----------------------------------------------------------------------------------------------------
const said = () => (byId("gone")?.hidden === false ? byId("gone").dataset.what : "");

function say(what, sentence, reload = !["error", "busy", "lost"].includes(what)) {
  const line = byId("gone");
  if (!line || (said() && said() !== what && SAY[said()][0] >= Math.max(SAY[what][0], 1))) return; // the graver one stays
  line.dataset.what = what;
  if (byId("gone-says").textContent !== (sentence || SAY[what][1])) byId("gone-says").textContent = sentence || SAY[what][1];
  byId("gone-reload").hidden = !reload;
  byId("gone-close").hidden = what !== "error";
  line.hidden = false;
}

function unsay(...these) {
  if (these.includes(said())) byId("gone").hidden = true;
}

// Is anybody there? -----------------------------------------------------------------------------------------------
// "there", "gone" (the server knows no such kernel), "closed" (no server), or "" when it does not say in time
async function kernel() {
  try {
    const id = JSON.parse(byId("jupyter-config-data").textContent).kernelId;
    const answer = await fetch(`/api/kernels/${id}`, { cache: "no-store", signal: AbortSignal.timeout(5_000) });
    return answer.ok ? "there" : answer.status === 404 ? "gone" : "";
  } catch (error) {
    if (error.name === "TimeoutError") return "";
    return byId("jupyter-config-data") ? "closed" : "gone"; // a page that broke off has no kernel to ask after
  }
}

// The socket has closed: Jupyter opens another by itself, as long as there is a kernel to speak to.
let mending = false;
async function mend() {
  if (mending || leaving || said() === "kernel") return;
  mending = true;
  for (let since = Date.now(); !onLine; await pause(1_000)) {
    const found = await kernel();
    if (onLine) break;
    if (found === "gone" && !ready) { say("start"); break; }
    // Jupyter gives up after some tries; then, too, a reload is the only way
    if (found === "gone" || Date.now() - since > 2 * STUCK) { location.reload(); return; }
    if (found === "closed") {
      since = Date.now();
      say("server");
    } else {
      unsay("server");
      if (Date.now() - since > BUSY) say("lost");
    }
  }
  unsay("lost", "server");
  mending = false;
}

function stillOpening() {
  if (drawn) return;
  const waited = Date.now() - began;
  const line = byId("loading");
  if (document.querySelector(".vd-stopped")) { // the kernel died while the page was being made
    line.textContent = "";
    say("start");
  }
  if (line && waited > BUSY * 2) line.textContent = line.textContent.replace(/^Opening (.*);.*$/, "Still opening $1.");
  if (waited > SLOW) say("slow");
}

setInterval(() => {
  stillOpening();
  const waited = unanswered.length ? Date.now() - unanswered[0][1] : 0;
  if (drawn && onLine && waited > BUSY) say("busy", waited > STUCK ? STILL : "", waited > STUCK);
  else unsay("busy");
}, 1_000);

window.addEventListener("beforeunload", () => { leaving = true; });
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); }); // its kernel was told farewell
document.addEventListener("DOMContentLoaded", () => {
  byId("gone-reload").onclick = () => location.reload();
  byId("gone-close").onclick = () => { byId("gone").hidden = true; };
  // The page can be used once its kernel has spoken and every output has left the script element it comes in, and,
  // where it is a widget, stands in its place.
  const outputs = [...document.querySelectorAll('script[type="application/vnd.voila.cell-output+json"]')]
    .map((script) => [script, script.parentElement, script.textContent.includes("widget-view+json")]);
  const stands = ([script, place, widget]) => !script.isConnected && (!widget || place.querySelector(".jupyter-widgets"));
  // a kernel that is too busy to tell of all its widgets in time leaves holes: a page loaded anew has none
  const lost = ([, place]) => place.querySelector(".jupyter-widgets")?.textContent.startsWith("Error displaying widget");
  const timer = setInterval(() => {
    if (!ready || !outputs.every(stands)) return;
    clearInterval(timer);
    const holes = outputs.some(lost);
    kept.holes = holes ? (kept.holes || 0) + 1 : 0;
    if (holes && kept.holes <= AGAIN) {
      write();
      location.reload();
      return;
    }
    drawn = true;
    if (holes) say("part");
    unsay("slow", "start");
    byId("loading").textContent = "";
    document.dispatchEvent(new Event("valued-ready"));
  }, 50);
  // until there is a socket, the server hears of this page by being asked; and the kernel may be gone already
  const asking = setInterval(async () => {
    if (ready) { clearInterval(asking); return; }
    if (await kernel() !== "gone" || ready) return;
    clearInterval(asking);
    byId("loading").textContent = "";
    say("start");
  }, 2_000);
});

// The header and the content of a message: JSON, or parts at the places that its first numbers give. -------------------
function parts(data) {
  if (typeof data === "string") {
    const message = JSON.parse(data);
    return [message.header || message, () => message.parent_header || {}, () => message.content];
  }
  const view = new DataView(data);
  const at = Array.from({ length: Number(view.getBigUint64(0, true)) }, (_, i) => Number(view.getBigUint64(8 * (i + 1), true)));
  const part = (i) => JSON.parse(new TextDecoder().decode(new Uint8Array(data, at[i], at[i + 1] - at[i])));
  return [part(1), () => part(2), () => part(4)];
}

// The kernel answers in order: what was sent before an answered message is answered as well.
function answered(id) {
  unanswered = unanswered.slice(unanswered.findIndex(([sent]) => sent === id) + 1);
}

// Jupyter's kernel connection keeps to itself, so its socket is listened to where it is made.
window.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    if (!/\/api\/kernels\//.test(String(given[0]))) return;
    this.kernels = true;
    this.addEventListener("open", () => { onLine += 1; this.counted = true; });
    this.addEventListener("close", () => {
      if (this.counted) onLine -= 1;
      unanswered = [];
      mend();
    });
    this.addEventListener("message", ({ data }) => {
      ready = true;
      const [header, parent, content] = parts(data);
      const kind = header.msg_type;
      if (kind === "error") say("error", content().ename === "InputError" ? content().evalue : "");
      if (kind !== "status") return;
      const state = content().execution_state;
      if (/restarting|dead/.test(state)) say("kernel");
      if (state === "idle") answered(parent().msg_id);
    });
  }

  send(data) {
    // only what the server lets through to the kernel is answered
    if (this.kernels && data instanceof ArrayBuffer) {
      const [header] = parts(data);
      if (/^comm_(open|msg)$/.test(header.msg_type)) unanswered.push([header.msg_id, Date.now()]);
    }
    super.send(data);
  }
};

const readFile = FileReader.prototype.readAsArrayBuffer;
FileReader.prototype.readAsArrayBuffer = function readAsArrayBuffer(file) {
  if (file.size <= MOST * 2 ** 20) readFile.call(this, file);
  else say("error", `That file is too large: ${Math.round(file.size / 2 ** 20)} MB, and at most ${MOST} can be loaded.`);
};
