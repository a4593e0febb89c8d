// Dialogs: a question before something is done, a list of keys; and what is said to those who do not see.
import { h } from "./dom.js";

/** Tells something once, in a corner and to a screen reader. */
export function say(text) {
  const said = document.getElementById("said");
  said.textContent = text;
  clearTimeout(said.timer);
  said.timer = setTimeout(() => said.textContent = "", 6000);
}

/** A modal dialog with a title; gone when it is closed. */
export function dialog(title, ...content) {
  const heading = h("h2", { id: "dialog-title" }, title);
  const element = h("dialog", { "aria-labelledby": "dialog-title" }, h("div", { class: "dialog-in" }, heading, content));
  document.body.append(element);
  element.addEventListener("close", () => {
    document.body.append(document.getElementById("tip"));
    element.remove();
  });
  element.showModal();
  return element;
}

/** Asks, does it, and says what became of it; a refusal stays to be read. */
export function confirm({ title, what, yes, act, done }) {
  const error = h("p", { class: "refused", role: "alert", hidden: true });
  const no = h("button", { type: "button", onclick: () => box.close() }, "Cancel");
  const go = h("button", { type: "button", class: "strong", onclick: async () => {
    go.disabled = true;
    error.hidden = true;
    try {
      const answer = await act();
      box.close();
      say(done ?? answer?.result ?? "Done.");
    } catch (e) {
      error.textContent = `Refused: ${e.message}.`;
      error.hidden = false;
      go.disabled = false;
    }
  } }, yes);
  const box = dialog(title, [what].flat().map((text) => h("p", null, text)), error, h("p", { class: "buttons" }, go, no));
  no.focus();
}

export function help() {
  const keys = [["/", "to the filter"], ["g", "all groups"], ["a", "audit"], ["i", "program"], ["↑ ↓", "from group to group in the list"], ["← → ↑ ↓", "from mark to mark on the board"],
    ["1 – 4", "the parts of a group's view"], ["[ and ]", "the group before, the next one"], ["p", "pause or resume the traffic"], ["Esc", "close a dialog or an explanation"], ["?", "this list"]];
  const close = h("button", { type: "button", onclick: () => box.close() }, "Close");
  const box = dialog("Keys", h("dl", { class: "keys" }, keys.map(([key, what]) => [h("dt", null, h("kbd", null, key)), h("dd", null, what)])), h("p", { class: "buttons" }, close));
  close.focus();
}
