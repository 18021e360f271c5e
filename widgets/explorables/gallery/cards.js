// The cards of the gallery. A card asks for its picture when it comes near the screen, and not before.

function render({ model, el }) {
  const list = document.createElement("ul");
  list.className = "vd-cards";
  el.appendChild(list);
  const cards = new Map();
  let before = model.get("chosen");
  let opened = before;

  const watcher = new IntersectionObserver((entries) => {
    entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
      watcher.unobserve(entry.target);
      model.send({ draw: Number(entry.target.dataset.number) });
    });
  }, { rootMargin: "200px" });

  function make(card) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.number = card.number;
    const picture = document.createElement("img");
    picture.alt = "";
    picture.width = 280;
    picture.height = 112;
    const name = document.createElement("span");
    name.className = "vd-card-name";
    name.textContent = `${card.number}  ${card.name}`;
    const line = document.createElement("span");
    line.textContent = card.line;
    const seen = document.createElement("span");
    seen.className = "vd-seen";
    button.append(picture, name, line, seen);
    button.onclick = () => {
      model.set("chosen", card.number);
      model.save_changes();
    };
    item.appendChild(button);
    cards.set(card.number, { item, button, picture, seen });
    list.appendChild(item);
    watcher.observe(button);
  }

  function show() {
    const shown = new Set(model.get("shown"));
    const seen = new Set(model.get("seen"));
    cards.forEach((card, number) => {
      card.item.hidden = !shown.has(number);
      card.seen.textContent = seen.has(number) ? "seen" : "";
    });
    const chosen = model.get("chosen");
    if (chosen === before) return;
    before = chosen;
    const panel = el.closest(".vd-panel");
    let tries = 0;
    (function settle() { // once the page has put one in the place of the other
      if (model.get("chosen") !== chosen) return; // somebody was quicker
      const hand = chosen ? panel?.querySelector(".vd-bar button") : cards.get(opened)?.button;
      if (chosen) panel?.scrollIntoView({ block: "start" });
      hand?.focus({ preventScroll: Boolean(chosen) });
      if (chosen) opened = chosen; // the card to come back to
      if (document.activeElement !== hand && tries++ < 100) setTimeout(settle, 50);
    })();
  }

  function drawn(content, buffers) {
    const card = cards.get(content.drawn);
    if (!card) return;
    const reader = new FileReader();
    reader.onload = () => { card.picture.src = reader.result; };
    reader.readAsDataURL(new Blob([buffers[0]], { type: "image/png" }));
  }

  model.get("cards").forEach(make);
  model.on("change", show);
  model.on("msg:custom", drawn);
  show();
  return () => {
    watcher.disconnect();
    model.off("change", show);
    model.off("msg:custom", drawn);
  };
}

export default { render };
