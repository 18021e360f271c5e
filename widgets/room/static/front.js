// The front page: the short cut as a switch for all pages, and what is kept of pages that were open before.

const HOURS = 12;
const PREFIX = "valued:page:";
// A picture may still be in the making: the page does not wait for it.
addEventListener("load", () => {
  document.querySelectorAll(".vd-book-picture").forEach((image) => { image.src = image.dataset.from; });
});

// What came of the form is where the hand was, and is read first.
const said = document.getElementById("refused") || (location.hash === "#set" && document.getElementById("is-set"));
if (said) {
  if (said.id === "is-set") said.prepend("Set. ");
  said.focus({ preventScroll: true });
  said.scrollIntoView({ block: "center" });
  history.replaceState(null, "", location.pathname); // not again after a reload
}

const names = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

function minutes(cut) {
  document.querySelectorAll(".vd-book-minutes").forEach((line) => {
    const { room, all } = line.dataset;
    line.textContent = cut && room ? `${room} of ${all} minutes` : `${all} minutes`;
  });
}

const cut = document.getElementById("cut");
cut.checked = localStorage.getItem("valued:cut") === "on";
cut.onchange = () => {
  localStorage.setItem("valued:cut", cut.checked ? "on" : "off");
  minutes(cut.checked);
};
minutes(cut.checked);

names.forEach((name) => {
  let kept = {};
  try { kept = JSON.parse(localStorage.getItem(name)) || {}; } catch { /* not ours to read */ }
  if (!(Date.now() - kept.at < HOURS * 3_600_000) || !kept.place) return;
  const path = name.slice(PREFIX.length);
  document.querySelectorAll(".vd-book[href]").forEach((book) => {
    if (decodeURIComponent(new URL(book.href).pathname) !== path) return;
    const line = book.querySelector(".vd-book-kept");
    line.textContent = `Open at “${kept.place[0]}”`;
    line.hidden = false;
  });
});

const afresh = document.getElementById("afresh");
afresh.hidden = names.length === 0;
afresh.onclick = () => {
  names.forEach((name) => { localStorage.removeItem(name); sessionStorage.removeItem(name); });
  location.reload();
};
