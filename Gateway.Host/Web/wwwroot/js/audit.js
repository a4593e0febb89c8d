// The audit: what masters asked that changes something, and what became of it; the last ones, newest first.
import { get, path } from "./api.js";
import { arrange, h, put, term } from "./dom.js";
import { duration, exactClock, plural } from "./format.js";
import { linkTo } from "./grouprow.js";
import { words } from "./now.js";

const Period = 5000;

// A search reads all files: seldom.
const SearchPeriod = 15000;
const Lines = 600;

export function audit(root) {
  const search = h("input", { id: "audit-search", type: "search", "data-filter": true, placeholder: "station, address, type, IOA, result", autocomplete: "off", spellcheck: "false", oninput: () => later() });
  const bad = h("input", { type: "checkbox", id: "audit-bad", onchange: () => show() });
  const note = h("p", { class: "quiet-text", role: "status" });
  const files = h("div", { class: "files" });
  const body = h("tbody");
  root.append(h("h1", null, "Audit"),
    h("p", { class: "lead" }, "Commands, set points, clock, resets, parameters and files of masters, and how each has ended. Interrogations change nothing and are not here."),
    h("div", { class: "tools" }, h("label", { for: "audit-search" }, "Filter"), search, h("span", { class: "check" }, bad, h("label", { for: "audit-bad" }, "only what did not succeed")), note),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Audit" }, h("table", { class: "list audit" }, h("thead", null, h("tr", null,
      ["time", "station", "master", "command"].map((t) => h("th", { scope: "col" }, t)), h("th", { scope: "col", class: "number" }, term("CA", "ca")), h("th", { scope: "col", class: "number" }, term("IOA", "ioa")),
      ["value", "result"].map((t) => h("th", { scope: "col" }, t)), h("th", { scope: "col", class: "number" }, term("took", "duration")))), body)), files);

  let timer = 0;
  let stopped = false;
  let request = null;
  let commands = [];
  let told = "";

  function later() {
    clearTimeout(timer);
    timer = setTimeout(read, 250);
  }

  async function read() {
    clearTimeout(timer);
    if (document.hidden) {
      timer = setTimeout(read, Period);
      return;
    }
    request?.abort();
    request = new AbortController();
    try {
      const query = new URLSearchParams({ lines: String(Lines) });
      if (search.value.trim()) query.set("search", search.value.trim());
      const { files: known, entries, isCut } = await get(`/api/v1/audit?${query}`, { signal: request.signal });
      if (stopped) return;
      const key = `${entries.length} ${entries.at(-1)?.time} ${entries[0]?.time} ${search.value}`;
      if (key !== told) {
        told = key;
        commands = joined(entries);
        show();
        arrange(files, known.length === 0 ? [] : [h("span", { class: "quiet-text" }, "Download"), ...known.map((f) => h("a", { href: path("audit", f.name), download: f.name }, f.name))]);
      }
      put(note, `${plural(commands.length, "command")}${isCut ? ", older ones are in the files" : ""}`);
    } catch (e) {
      if (e.name === "AbortError" || stopped) return;
      put(note, `The audit cannot be read: ${e.message}.`);
    }
    timer = setTimeout(read, search.value.trim() ? SearchPeriod : Period);
  }

  function show() {
    const wanted = commands.filter((c) => !bad.checked || !["positive", "sent", "asked"].includes(c.result));
    arrange(body, wanted.map(row));
  }

  read();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      request?.abort();
    },
  };
}

/** One of the two lines of each command: its end, or where it has none its ask. */
function joined(entries) {
  const byId = new Map();
  let losses = 0;
  for (const entry of entries) {
    if (entry.event === "lost") byId.set(`lost ${losses++}`, entry);
    else if (entry.event === "ended" || !byId.has(entry.id)) byId.set(entry.id, { ...entry, result: entry.result ?? "asked" });
  }
  return [...byId.values()].sort((a, b) => a.time < b.time ? 1 : -1);
}

function row(c) {
  if (c.event === "lost") return h("tr", { "data-result": "refused" }, h("td", { class: "mono" }, exactClock(c.time)), h("td", { colspan: "8" }, `${c.lines} lines are missing here: the disk was too slow`));
  const result = [c.result === "asked" ? "open" : words(c.result), c.rule ? ` (${c.rule})` : ""].join("");
  return h("tr", { "data-result": c.result },
    h("td", { class: "mono" }, exactClock(c.time)), h("td", null, h("a", { href: linkTo(c.group) }, `${c.group} ${c.station}`)), h("td", { class: "mono" }, c.peer, c.byGateway ? " (gateway)" : null),
    h("td", null, c.typeName ?? `type ${c.type}`, h("span", { class: "quiet-text" }, ` ${c.select === true ? "select" : c.select === false ? "execute" : ""} ${c.cause.startsWith("activation") ? "" : c.cause}`)),
    h("td", { class: "number" }, String(c.ca)), h("td", { class: "number" }, String(c.ioa ?? "")), h("td", null, c.value ?? c.octets ?? "", c.objects ? ` and ${c.objects - 1} more` : null),
    h("td", { class: "result" }, h("b", null, result), c.reason ? h("span", { class: "quiet-text" }, ` ${c.reason}`) : null, c.masterGone ? h("span", { class: "quiet-text" }, " the master had left") : null),
    h("td", { class: "number" }, c.durationMs === undefined ? "" : c.durationMs < 1000 ? `${c.durationMs.toFixed(c.durationMs < 10 ? 1 : 0)} ms` : duration(c.durationMs / 1000)));
}
