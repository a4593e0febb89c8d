// The last APDUs of both sides of a group, decoded by the gateway while somebody looks. Bounded: the last 500 rows.
import { get, path } from "./api.js";
import { arrange, h, put, term } from "./dom.js";
import { count, exactClock, plural } from "./format.js";
import { typeNumber, typeNames } from "./types.js";

const Period = 1000;
const Most = 500;
const Limit = 200;

export function trafficPart(root, id) {
  const input = (name, label, attributes) => {
    const field = h("input", { id: `traffic-${name}`, autocomplete: "off", spellcheck: "false", oninput: () => begin(400), ...attributes });
    return { field, pair: h("span", { class: "pair" }, h("label", { for: `traffic-${name}` }, label), field) };
  };
  const ioa = input("ioa", "IOA", { "data-filter": true, inputmode: "numeric", size: "8", placeholder: "any" });
  const type = input("type", "Type", { list: "types", size: "14", placeholder: "any" });
  const peer = input("peer", "Peer", { size: "14", placeholder: "any address" });
  const asdus = h("input", { type: "checkbox", id: "traffic-asdus", onchange: () => begin(0) });
  const pause = h("button", { type: "button", "aria-pressed": "false", "data-tip": "pause", onclick: () => setPaused(!paused) }, "Pause");
  const seconds = h("select", { id: "traffic-seconds", "aria-label": "How much is captured", onchange: () => capture.setAttribute("href", `${path("groups", id, "capture.pcapng")}?seconds=${seconds.value}`) },
    [["0", "what is there"], ["60", "and the next minute"], ["600", "and the next 10 min"]].map(([value, label]) => h("option", { value }, label)));
  const capture = h("a", { class: "button", href: path("groups", id, "capture.pcapng"), download: "", "data-tip": "pcapng" }, "Download pcapng");
  const note = h("p", { class: "quiet-text", role: "status" }, "Waiting for traffic.");
  const body = h("tbody");
  const heads = [["time", null], ["direction", null], ["peer", null], ["APDU", null], ["N(S)", "ns"], ["N(R)", "nr"], ["cause", "cot"], ["OA", "oa"], ["CA", "ca"], ["IOA", "ioa"], ["value", "value"], ["time tag", "tag"], ["what became of it", "fate"]];
  const box = h("div", { class: "scroll traffic-box", tabindex: "0", role: "region", "aria-label": "Traffic, newest first" }, h("table", { class: "list traffic" },
    h("thead", null, h("tr", null, heads.map(([label, tip]) => h("th", { scope: "col", class: ["N(S)", "N(R)", "OA", "CA", "IOA"].includes(label) ? "number" : null }, tip ? term(label, tip) : label)))), body));
  root.append(h("div", { class: "tools" }, ioa.pair, type.pair, h("datalist", { id: "types" }, typeNames.map((name) => h("option", { value: name }))), peer.pair,
    h("span", { class: "check" }, asdus, h("label", { for: "traffic-asdus" }, "no S and U")), pause, h("span", { class: "pair" }, capture, seconds)), note, box);

  let cursor = null;
  let paused = false;
  let stopped = false;
  let timer = 0;
  let skipped = 0;
  let hasGap = false;
  let request = null;

  function begin(wait) {
    clearTimeout(timer);
    request?.abort();
    cursor = null;
    skipped = 0;
    hasGap = false;
    timer = setTimeout(read, wait);
  }

  function query() {
    const q = new URLSearchParams({ limit: String(Limit) });
    if (cursor !== null) q.set("after", String(cursor));
    if (ioa.field.value.trim()) q.set("ioa", ioa.field.value.trim());
    const wanted = typeNumber(type.field.value);
    if (wanted) q.set("type", wanted);
    if (peer.field.value.trim()) q.set("peer", peer.field.value.trim());
    if (asdus.checked) q.set("asdus", "true");
    return q;
  }

  async function read() {
    // Nobody looks: the gateway need not copy anything.
    if (document.hidden) {
      timer = setTimeout(read, Period);
      return;
    }
    const mine = request = new AbortController();
    try {
      const batch = await get(`${path("groups", id, "traffic")}?${query()}`, { signal: mine.signal });
      if (stopped || mine.signal.aborted) return;
      if (cursor === null) arrange(body, []);
      cursor = batch.cursor;
      skipped += batch.skipped;
      hasGap ||= batch.hasGap;
      body.prepend(...batch.rows.map(rowOf).reverse());
      while (body.rows.length > Most) body.deleteRow(-1);
      say();
    } catch (e) {
      if (e.name === "AbortError" || mine.signal.aborted || stopped) return;
      put(note, `The traffic cannot be shown: ${e.message}.`);
    }
    if (!paused) timer = setTimeout(read, Period);
  }

  function say() {
    const parts = [body.rows.length === 0 ? "Nothing yet. The gateway begins to watch a group with the first look." : `The last ${plural(body.rows.length, "row")}, newest first.`];
    if (skipped > 0) parts.push(`${count(skipped)} more came than are shown here; the download has them as far as the ring holds them.`);
    if (hasGap) parts.push("Some rows are missing: nobody looked for a while, or they were overwritten before they could be read.");
    if (paused) parts.push("Paused.");
    put(note, parts.join(" "));
  }

  function setPaused(now) {
    paused = now;
    pause.setAttribute("aria-pressed", String(paused));
    put(pause, paused ? "Resume" : "Pause");
    clearTimeout(timer);
    // One that is under way is asked again, from the same place: no row comes twice.
    request?.abort();
    if (paused) say();
    else read();
  }

  read();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      request?.abort();
    },
    pressed(key) {
      if (key !== "p") return false;
      setPaused(!paused);
      return true;
    },
  };
}

function rowOf(row) {
  const objects = row.objects ?? [];
  const join = (what) => objects.map(what);
  const cell = (text, name) => h("td", { class: name ?? null }, text);
  const stack = (values, name) => h("td", { class: name ?? null }, values.map((value) => h("span", null, value)));
  const fate = [
    row.dropped ? h("span", { class: "went" }, `nowhere: ${row.dropped}${row.droppedBy ? ` (${row.droppedBy})` : ""}`) : null, row.rewritten ? h("span", null, row.rewritten.replaceAll("->", "→")) : null,
    row.from ? h("span", { class: "quiet-text" }, `from ${row.from}`) : null, row.fault ? h("span", { class: "went" }, row.fault) : null,
  ];
  const value = (o) => [o.select === null || o.select === undefined ? "" : o.select ? "select " : "execute ", o.value, o.quality ? ` ${o.quality}` : "", o.qualifier ? ` QU ${o.qualifier}` : ""].join("");
  const name = row.format === "I" || row.format === "note" ? row.typeName ?? (row.type === null || row.type === undefined ? "I" : `type ${row.type}`) : row.function ?? row.format;
  return h("tr", { "data-side": row.side, "data-format": row.format, title: row.hex },
    cell(exactClock(row.time), "mono"), h("td", { class: "side" }, `${row.direction === "received" ? "from" : "to"} ${row.side === "rtu" ? "RTU" : "master"}`),
    cell(row.peer, "mono"), cell(name, "apdu"), cell(text(row.sendNumber), "number"), cell(text(row.receiveNumber), "number"), cell(row.cause ?? ""), cell(text(row.oa), "number"), cell(text(row.ca), "number"),
    stack([...join((o) => String(o.ioa)), row.moreObjects ? `+ ${row.moreObjects}` : null].filter(Boolean), "number"), stack(join(value), "value"), stack(join((o) => o.time ?? "").filter(Boolean), "mono"), h("td", { class: "fate" }, fate));
}

const text = (n) => n === null || n === undefined ? "" : String(n);
