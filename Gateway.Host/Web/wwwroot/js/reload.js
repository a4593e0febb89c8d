// Reload of the configuration file: first what it would do, then what it did.
import { get, post } from "./api.js";
import { dialog } from "./dialogs.js";
import { arrange, h } from "./dom.js";
import { findingTable } from "./program.js";
import { groups } from "./store.js";

export async function reload(done) {
  const content = h("div", { "aria-live": "polite" }, h("p", null, "Reading the file…"));
  const go = h("button", { type: "button", class: "strong", disabled: true, onclick: take }, "Take it over");
  const close = h("button", { type: "button", onclick: () => box.close() }, "Cancel");
  const box = dialog("Reload the file", content, h("p", { class: "buttons" }, go, close));
  box.classList.add("wide");
  close.focus();
  try {
    const preview = await get("/api/v1/reload/preview");
    arrange(content, report(preview, false));
    go.disabled = !preview.isTakenOver;
  } catch (e) {
    arrange(content, [h("p", { class: "refused" }, `Refused: ${e.message}.`)]);
  }

  async function take() {
    go.disabled = true;
    try {
      arrange(content, report(await post("/api/v1/reload"), true));
    } catch (e) {
      arrange(content, e.body?.report ? report(e.body, true) : [h("p", { class: "refused", role: "alert" }, `Refused: ${e.message}.`)]);
    }
    go.hidden = true;
    close.textContent = "Close";
    close.focus();
    done();
  }
}

function report(result, isDone) {
  const names = (ids) => ids.map((id) => groups.has(id) ? `${id} ${groups.get(id).row.name}` : id).join(", ");
  const lines = [
    [isDone ? "Started" : "Will start", result.started], [isDone ? "Restarted" : "Will restart, its masters reconnect", result.restarted], [isDone ? "Stopped" : "Will stop", result.stopped], ["Untouched", result.kept],
  ].filter(([, ids]) => ids.length > 0);
  const { errors, warnings, findings } = result.report;
  return [
    h("p", { class: result.isTakenOver ? "good" : "refused" }, `${result.result[0]?.toUpperCase() ?? ""}${result.result.slice(1)}.`),
    h("dl", { class: "facts" }, lines.map(([label, ids]) => [h("dt", null, `${label} (${ids.length})`), h("dd", null, names(ids))])),
    errors + warnings > 0 ? findingTable(findings) : null,
  ].filter(Boolean);
}
