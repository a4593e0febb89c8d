// The group's log in two panes, as the originals had it: the RTU's side, the masters' side; search and download.
import { get, path } from "./api.js";
import { arrange, h, put } from "./dom.js";
import { sideOf } from "./logline.js";

const Period = 2000;

// A search reads all files: seldom.
const SearchPeriod = 15000;
const Lines = 1000;

export function logsPart(root, id) {
  const search = h("input", { id: "log-search", type: "search", "data-filter": true, placeholder: "text in any line", autocomplete: "off", spellcheck: "false", oninput: () => later() });
  const note = h("p", { class: "quiet-text", role: "status" });
  const files = h("div", { class: "files" });
  const pane = (title) => {
    const list = h("ol", { class: "log" });
    const box = h("div", { class: "log-box", tabindex: "0", role: "log", "aria-label": title, "aria-live": "off" }, list);
    return { list, box, element: h("section", { class: "pane" }, h("h2", null, title), box) };
  };
  const rtu = pane("RTU's side");
  const masters = pane("Masters' side");
  root.append(h("div", { class: "tools" }, h("label", { for: "log-search" }, "Search"), search, note), h("div", { class: "panes" }, rtu.element, masters.element), files);

  let hosts = [];
  let ports = [];
  let timer = 0;
  let stopped = false;
  let told = "";
  let request = null;

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
    const text = search.value.trim();
    try {
      const query = new URLSearchParams({ lines: String(Lines) });
      if (text) query.set("search", text);
      const answer = await get(`${path("groups", id, "log")}?${query}`, { signal: request.signal });
      if (stopped) return;
      show(answer, text);
      showFiles(answer.files);
    } catch (e) {
      if (e.name === "AbortError" || stopped) return;
      put(note, e.status === 404 ? "This group writes no log (logevents is not Y)." : `The log cannot be read: ${e.message}.`);
    }
    timer = setTimeout(read, text ? SearchPeriod : Period);
  }

  function show({ lines, isCut }, text) {
    const key = `${text}\n${lines.length}\n${lines[0] ?? ""}\n${lines.at(-1) ?? ""}`;
    put(note, text ? lines.length === 0 ? "no line has it" : `${lines.length} lines${isCut ? ", older ones may have it, too" : ""}` : "");
    if (key === told) return;
    told = key;
    const parsed = lines.map((line) => sideOf(line, hosts, ports));
    fill(rtu, parsed.filter((l) => l.side === "rtu"), text);
    fill(masters, parsed.filter((l) => l.side === "masters"), text);
  }

  function fill({ list, box }, lines, text) {
    // Whoever has scrolled back stays where he is.
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 30;
    arrange(list, lines.map((l) => h("li", { "data-level": l.level }, h("time", null, l.time), h("span", null, l.who ? h("b", null, l.who) : null, marked(l.what, text)))));
    if (atEnd || list.dataset.begun !== "yes") box.scrollTop = box.scrollHeight;
    list.dataset.begun = "yes";
  }

  let filesTold = "";
  function showFiles(known) {
    const key = known.map((f) => f.name).join("\n");
    if (key === filesTold) return;
    filesTold = key;
    arrange(files, known.length === 0 ? [] : [h("span", { class: "quiet-text" }, "Download"), ...known.map((f) => h("a", { href: path("groups", id, "log", f.name), download: f.name }, f.name))]);
  }

  return {
    take(details) {
      hosts = details.rtu.hosts;
      ports = details.ports.map((p) => p.name).filter((n) => n !== details.summary.name);
      if (!timer && !request) read();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      request?.abort();
    },
  };
}

function marked(text, found) {
  const at = found ? text.toLowerCase().indexOf(found.toLowerCase()) : -1;
  return at < 0 ? text : [text.slice(0, at), h("mark", null, text.slice(at, at + found.length)), text.slice(at + found.length)];
}
