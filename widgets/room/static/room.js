// Loaded before everything else on a notebook's page: keeps what was done on it, so that a reload brings it back (see
// widgets/panel/again.py). Whether kernel and server are there is known by line.js.

window.__valuedFonts = true; // room.css brings the typeface: no need to ask the kernel for it

// Voila's script calls these two. Our cells are never hidden, so there is nothing to show at the end.
window.voila_heartbeat = () => {};
window.voila_finish = () => {};
window.cellLoaded = true;

const KEY = `valued:page:${decodeURIComponent(location.pathname)}`;
const HOURS = 12; // older than this is another session's
// What is kept, in this browser only ------------------------------------------------------------------------------
// {at, sign, moves, place: [section, offset], spent: {section: seconds}, tries, focus, typed: see typed.js}
// Two windows of one notebook: each comes back to its own, a new one to what was kept last.
function read() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) || localStorage.getItem(KEY)) || {};
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
  const text = JSON.stringify(kept);
  ["sessionStorage", "localStorage"].forEach((storage) => {
    try { window[storage].setItem(KEY, text); } catch { /* full or forbidden: the page works without */ }
  });
}

function keep(what) {
  Object.assign(kept, what);
  writing ??= setTimeout(write, 250);
}

let afresh = false;
function startAfresh() {
  afresh = true;
  sessionStorage.removeItem(KEY);
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
