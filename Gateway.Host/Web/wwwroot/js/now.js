// A group as it is now: the picture, masters, requests, selected points, faults, what went nowhere.
import { path, post } from "./api.js";
import { confirm } from "./dialogs.js";
import { arrange, h, put, state, term } from "./dom.js";
import { Drawing } from "./drawing.js";
import { age, clock, count, duration, plural, rate } from "./format.js";
import { mayOperate } from "./main.js";
import { feed, groups, meter, secondsSince } from "./store.js";
import { spark } from "./spark.js";

export function nowPart(root, id) {
  const drawing = new Drawing();
  const history = spark();
  const historyMost = h("span");
  const masters = table("masters", [["state", "state"], ["master", "address"], ["since", "since"], ["queued", "queued"], ["behind", "behind"], ["not ack.", "masterUnack"], ["sent", "sent"], ["received", "received"],
    ["missed", "masterMissed"], ["requests", "requests"], ["OA", "oa"], ["actions", null]]);
  const requests = table("requests", [["state", "requests"], ["type", null], ["cause", "cot"], ["CA", "ca"], ["object", "ioa"], ["for", "owners"], ["age", null], ["silent", "silent"]]);
  const selected = table("selected", [["CA", "ca"], ["IOA", "ioa"], ["by", "selected"], ["left", null]]);
  const faults = table("faults", [["time", null], ["peer", null], ["what", null]]);
  const dropped = h("dl", { class: "facts tight" });
  const odd = h("dl", { class: "facts tight" });
  const noMasters = h("p", { class: "quiet-text" });
  const noRequests = h("p", { class: "quiet-text" }, "No request is open.");
  const noFaults = h("p", { class: "quiet-text" }, "No fault since the group started.");
  const noDropped = h("p", { class: "quiet-text" }, "Nothing was dropped.");

  root.append(
    h("section", { "aria-label": "Picture" }, drawing.element, h("figure", { class: "history" }, h("figcaption", null, term("events /s, last 15 minutes", "events"), historyMost), history)),
    h("section", null, h("h2", null, "Masters"), noMasters, masters.element),
    h("section", null, h("h2", null, "Requests"), noRequests, requests.element, selected.element),
    h("div", { class: "columns wide-left" },
      h("section", null, h("h2", null, "Last faults"), noFaults, faults.element),
      h("div", null, h("section", null, h("h2", null, term("Dropped", "dropped")), noDropped, dropped), h("section", null, h("h2", null, "Seldom things"), odd))));

  const meters = new Map();
  let last = null;
  let lastAt = 0;
  const masterRows = new Map();

  function ratesOf(details) {
    const now = Date.now() / 1000;
    const elapsed = now - lastAt;
    const rates = new Map();
    const before = new Map((last?.masters ?? []).map((m) => [m.number, m]));
    for (const m of details.masters) {
      if (!meters.has(m.number)) meters.set(m.number, { to: meter(), from: meter() });
      const pair = meters.get(m.number);
      const was = before.get(m.number);
      if (was && elapsed > 0.2 && elapsed < 5) {
        feed(pair.to, (m.sent - was.sent) / elapsed);
        feed(pair.from, (m.received - was.received) / elapsed);
      }
      rates.set(m.number, pair);
    }
    for (const number of meters.keys()) if (!rates.has(number)) meters.delete(number);
    last = details;
    lastAt = now;
    return rates;
  }

  function showMaster(m) {
    let row = masterRows.get(m.number);
    if (!row) {
      const mark = state(m.state);
      const cells = Array.from({ length: 10 }, (_, i) => h("td", { class: i === 0 ? "peer" : "number" }));
      const acts = h("td", { class: "acts" });
      if (mayOperate()) {
        acts.append(
          h("button", { type: "button", class: "small", "data-tip": "drain", onclick: () => ask(m, "drain", "Drain") }, "Drain…"),
          h("button", { type: "button", class: "small", "data-tip": "disconnect", onclick: () => ask(m, "disconnect", "Disconnect") }, "Disconnect…"));
      }
      row = { mark, cells, element: h("tr", null, h("td", null, mark), cells, acts) };
      masterRows.set(m.number, row);
    }
    row.mark.show(m.state);
    const values = [`${m.address}${last.ports.length > 1 ? ` → ${m.port}` : ""}`, age(secondsSince(m.since)), `${count(m.queued)} of ${count(m.queueLimit)}`, m.behindSeconds === null ? "–" : duration(m.behindSeconds),
      count(m.unacknowledged), count(m.sent), count(m.received), count(m.missed), m.waitingRequests > 0 ? `${m.openRequests} + ${m.waitingRequests}` : count(m.openRequests), m.originator === null ? "–" : String(m.originator)];
    values.forEach((value, i) => put(row.cells[i], value));
    return row.element;
  }

  function ask(m, verb, word) {
    confirm({
      title: `${word} ${m.address}?`,
      what: verb === "drain"
        ? ["Nothing new is given to this master, and its requests are refused. It is closed when it has acknowledged what was queued, after 30 s at the latest."]
        : ["Its connection is closed at once. What it has not acknowledged counts as missed; other masters have it, or the RTU sends it again. It may come back at once."],
      yes: `${word} it`,
      act: () => post(path("groups", id, "masters", m.number, verb)),
      done: verb === "drain" ? `${m.address} is being drained.` : `${m.address} is disconnected.`,
    });
  }

  return {
    take(details) {
      const rates = ratesOf(details);
      const known = groups.get(id);
      drawing.show(details, { fromRtu: known?.fromRtu.mean, toRtu: known?.toRtu.mean, masters: rates });
      if (known) {
        history.show(known.history);
        const top = known.history.reduce((a, v) => v > a ? v : a, 0);
        put(historyMost, top > 0 ? `at most ${rate(top)}` : "");
      }
      masters.rows(details.masters.map(showMaster));
      for (const number of masterRows.keys()) if (!details.masters.some((m) => m.number === number)) masterRows.delete(number);
      noMasters.hidden = details.masters.length > 0;
      put(noMasters, details.rtu.state === "started" || details.rtu.state === "connected" ? "No master is connected. The ports are open." : "No master is connected: masters are let in while the RTU is connected.");
      requests.texts(details.requests.map((r) => [r.state, r.type, r.cause, String(r.commonAddress), r.object === null ? "–" : `${r.object}${r.isSelect ? " select" : ""}`,
        r.owners.length > 0 ? r.owners.join(", ") : "nobody: they have left", duration(Math.floor(r.ageSeconds)), r.silentSeconds === null ? "–" : duration(Math.floor(r.silentSeconds))]));
      noRequests.hidden = details.requests.length > 0;
      selected.texts(details.selected.map((s) => [String(s.commonAddress), String(s.object), s.owner, duration(Math.ceil(s.secondsLeft))]));
      faults.texts(details.faults.map((f) => [clock(f.at), f.peer || "group", f.times > 1 ? `${f.what} (${f.times} times)` : f.what]));
      noFaults.hidden = details.faults.length > 0;
      const reasons = Object.entries(details.dropped).filter(([, n]) => n > 0);
      noDropped.hidden = reasons.length > 0;
      facts(dropped, reasons.map(([why, n]) => [words(why), null, count(n)]));
      const o = details.oddities;
      facts(odd, [["noted", "noted", o.noted], ["RTU link opened anew", "reopened", o.reopened], ["standstills", "standstills", o.standstills], ["other OA in a reply", "mismatches", o.originatorMismatches],
        ["policy failures", "policyFailures", o.policyFailures]].map(([label, tip, n]) => [label, tip, count(n)]));
    },
    stop() {
      drawing.stop();
    },
  };
}

/** A table of texts; rows that say the same stay. */
export function table(name, heads) {
  const body = h("tbody");
  const element = h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": name }, h("table", { class: `list ${name}` },
    h("thead", null, h("tr", null, heads.map(([label, tip]) => h("th", { scope: "col" }, tip ? term(label, tip) : label === "actions" ? h("span", { class: "sr" }, label) : label)))), body));
  return {
    element,
    rows(rows) {
      arrange(body, rows);
      element.hidden = rows.length === 0;
    },
    texts(lines) {
      while (body.rows.length > lines.length) body.deleteRow(-1);
      lines.forEach((line, i) => {
        const row = body.rows[i] ?? body.appendChild(h("tr", null, line.map(() => h("td"))));
        line.forEach((text, j) => put(row.cells[j], text));
      });
      element.hidden = lines.length === 0;
    },
  };
}

/** Terms and values; those that say the same stay. */
export function facts(list, lines) {
  if (list.childElementCount !== 2 * lines.length) arrange(list, lines.flatMap(([label, tip]) => [h("dt", null, tip ? term(label, tip) : label), h("dd")]));
  lines.forEach(([label, , value], i) => {
    const dt = list.children[2 * i];
    if (dt.textContent !== label) put(dt.firstElementChild ?? dt, label);
    put(list.children[2 * i + 1], value);
  });
}

/** notAControlType -> not a control type. */
export const words = (name) => name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).replace(/\brtu\b/g, "RTU");

export { plural };
