// Edit of a group. The server judges; what it refuses stands at its field.
import { get, path, putJson } from "./api.js";
import { dialog, say } from "./dialogs.js";
import { arrange, h, term } from "./dom.js";
import { groups } from "./store.js";

const lines = (text) => text.split(/[\n;,]+/).map((s) => s.trim()).filter(Boolean);
const number = (text) => /^\s*\d+\s*$/.test(text) ? Number(text) : text.trim();

export async function edit(id, name) {
  let config;
  const form = h("form", { novalidate: true }, h("p", null, "Reading the settings…"));
  const box = dialog(`Edit ${id} ${name}`, form);
  box.classList.add("wide");
  try {
    config = await get(path("groups", id, "config"));
  } catch (e) {
    arrange(form, [h("p", { class: "refused" }, `Refused: ${e.message}.`), h("p", { class: "buttons" }, h("button", { type: "button", onclick: () => box.close() }, "Close"))]);
    return;
  }

  const fields = [];
  const { group } = config;
  const field = (key, label, input, hint) => {
    const fieldId = `edit-${fields.length}`;
    input.id = fieldId;
    const error = h("p", { class: "field-error", id: `${fieldId}-error`, hidden: true });
    input.setAttribute("aria-describedby", `${fieldId}-hint`);
    input.addEventListener("input", () => mark(fields.find((f) => f.key === key), []));
    fields.push({ key, input, error });
    return h("div", { class: "field" }, h("label", { for: fieldId }, label), input, h("p", { class: "hint", id: `${fieldId}-hint` }, hint), error);
  };
  const text = (value, mode) => h("input", { value: value === null || value === undefined ? "" : String(value), inputmode: mode, autocomplete: "off", spellcheck: "false" });
  const area = (values) => h("textarea", { rows: String(Math.min(6, Math.max(2, values.length + 1))), spellcheck: "false", value: values.join("\n") });
  const inputs = { name: text(group.name), commonAddress: text(group.commonAddress, "numeric"), hosts: area(group.hosts) };
  const ports = group.ports.map((p) => ({ name: text(p.name), port: text(p.port, "numeric"), commonAddress: text(p.commonAddress, "numeric"), filter: area(p.filter) }));
  const general = h("div", { class: "refused", role: "alert", hidden: true });
  const save = h("input", { type: "checkbox", id: "edit-save", disabled: config.whyNotSaved !== null });
  const go = h("button", { class: "strong" }, "Check…");
  const cancel = h("button", { type: "button", onclick: () => box.close() }, "Cancel");
  const verdict = h("p", { class: "verdict", role: "status" });

  arrange(form, [
    h("div", { class: "fields" },
      field("name", "Name", inputs.name, "The station's, as lists and logs show it."),
      field("commonAddress", "RTU number (CA)", inputs.commonAddress, "1 to 65534, as the RTU has it."),
      field("hosts", "RTU hosts", inputs.hosts, "IP:PORT, one a line, tried in this order.")),
    ...ports.map((p, i) => h("fieldset", null, h("legend", null, ports.length > 1 ? `Port ${i + 1} of ${ports.length} for masters` : "Port for masters"), h("div", { class: "fields" },
      field(`ports[${i}].port`, "Port", p.port, "Where masters connect; no other group has it."),
      field(`ports[${i}].name`, "Name", p.name, "Empty: the group's."),
      field(`ports[${i}].commonAddress`, "RTU number for these masters", p.commonAddress, "Empty: the RTU's own."),
      field(`ports[${i}].filter`, "Filter", p.filter, "Addresses and networks that may connect, one a line. Empty: everybody. The word nobody: nobody.")))),
    h("p", { class: "check" }, save, h("label", { for: "edit-save" }, term("Save it to the file, too", "saveToo")), h("span", { class: "hint" }, config.whyNotSaved ? `Not possible: ${config.whyNotSaved}.` : config.file ?? "")),
    general, verdict, h("p", { class: "buttons" }, go, cancel)]);
  inputs.name.focus();

  let isChecked = false;
  form.addEventListener("input", () => {
    isChecked = false;
    go.textContent = "Check…";
    verdict.textContent = "";
  });

  function asked() {
    return {
      name: inputs.name.value.trim(), commonAddress: number(inputs.commonAddress.value), hosts: lines(inputs.hosts.value),
      ports: ports.map((p) => ({ name: p.name.value.trim() || null, port: number(p.port.value), commonAddress: p.commonAddress.value.trim() === "" ? null : number(p.commonAddress.value), filter: lines(p.filter.value) })),
    };
  }

  function mark(f, findings) {
    f.error.textContent = findings.map((x) => `${x.message}; ${x.advice}.`).join(" ");
    f.error.hidden = findings.length === 0;
    f.input.setAttribute("aria-invalid", String(findings.some((x) => x.severity === "error")));
    f.input.setAttribute("aria-describedby", findings.length > 0 ? `${f.input.id}-error` : `${f.input.id}-hint`);
  }

  function show(result) {
    const rest = [];
    const of = new Map();
    for (const finding of result.findings) {
      const at = fields.find((f) => finding.field === f.key || finding.field?.startsWith(`${f.key}[`));
      if (at) of.set(at, [...(of.get(at) ?? []), finding]);
      else rest.push(finding);
    }
    for (const f of fields) mark(f, of.get(f) ?? []);
    arrange(general, rest.map((x) => h("p", null, `${x.message}; ${x.advice}.`)));
    general.hidden = rest.length === 0;
    fields.find((f) => f.input.getAttribute("aria-invalid") === "true")?.input.focus();
  }

  form.addEventListener("submit", async (e) => {
    e.preventDefault();
    go.disabled = true;
    const parameters = new URLSearchParams({ version: config.version });
    if (save.checked) parameters.set("save", "true");
    if (!isChecked) parameters.set("check", "true");
    try {
      const result = await putJson(`${path("groups", id, "config")}?${parameters}`, asked());
      show(result);
      if (isChecked) {
        box.close();
        say(`${result.result}.`);
        return;
      }
      isChecked = true;
      const masters = groups.get(id)?.row.connected ?? 0;
      verdict.className = "verdict good";
      verdict.textContent = `Good: ${result.result}.${masters > 0 && !result.result.startsWith("nothing") ? ` ${masters === 1 ? "Its master is" : `Its ${masters} masters are`} disconnected for a moment.` : ""}`;
      go.textContent = save.checked ? "Apply and save" : "Apply";
    } catch (refusal) {
      if (refusal.body?.findings) show(refusal.body);
      verdict.className = "verdict bad";
      verdict.textContent = `${refusal.message[0].toUpperCase()}${refusal.message.slice(1)}.`;
    } finally {
      go.disabled = false;
    }
  });
}
