// What is being typed and where the focus is, so that a page that reloads loses neither. What a box has already sent
// comes back with the moves (see widgets/panel/again.py); text that was not sent yet is in no move.
{
  const { kept, keep } = window.valuedRoom;
  const BOX = "main :is(input:not([type=radio], [type=checkbox], [type=file]), textarea)";
  const ANY = "main :is(a, button, input, select, textarea, [tabindex='0'])";
  const SETTLE = 500; // milliseconds until what the moves changed is drawn

  // A thing on the page is known by its number among its like, and by its name, should the page have changed.
  const name = (node) => node.getAttribute("aria-label") || node.labels?.[0]?.textContent || node.textContent || node.type || "";
  const mark = (node, like) => [[...document.querySelectorAll(like)].indexOf(node), name(node).slice(0, 80)];
  const find = (marked, like) => {
    const node = Array.isArray(marked) && document.querySelectorAll(like)[marked[0]];
    return node && name(node).slice(0, 80) === marked[1] ? node : null;
  };
  const forget = () => keep({ typed: null });

  let touched = false;
  ["pointerdown", "keydown"].forEach((kind) => addEventListener(kind, () => { touched = true; }, true));
  document.addEventListener("focusin", ({ target }) => { if (target.matches(ANY)) keep({ focus: mark(target, ANY) }); });
  // out of a box, and not into another window
  const nowhere = () => { if (document.hasFocus() && document.activeElement === document.body) keep({ focus: null }); };
  document.addEventListener("focusout", () => setTimeout(nowhere));
  document.addEventListener("input", ({ target }) => {
    if (target.matches(BOX)) keep({ typed: { box: mark(target, BOX), value: target.value } });
  });
  document.addEventListener("change", ({ target }) => { if (target.matches(BOX)) forget(); });

  document.addEventListener("valued-back", () => setTimeout(() => {
    const box = find(kept.typed?.box, BOX);
    if (box && !touched && box.value !== kept.typed.value) {
      box.value = kept.typed.value;
      // a browser tells of a change only when a person made it
      box.addEventListener("focusout", () => box.dispatchEvent(new Event("change", { bubbles: true })), { once: true });
    }
    const [arrived] = performance.getEntriesByType("navigation");
    if (!touched && arrived?.type === "reload") find(kept.focus, ANY)?.focus({ preventScroll: true });
  }, SETTLE));
}
