// The group as a single-line diagram: RTU, gateway, a bus, a feeder with a breaker and a queue for each master.
import { arrange, h, put, set, svg } from "./dom.js";
import { age, count, duration, rate, short } from "./format.js";
import { secondsSince } from "./store.js";

const Narrow = 840;
const Roomy = 1040;
const MostMasters = 10;

export class Drawing {
  constructor() {
    this.element = h("div", { class: "drawing" });
    this.watch = new ResizeObserver(() => this.last && this.show(...this.last));
    this.watch.observe(this.element);
    this.key = "";
  }

  stop() {
    this.watch.disconnect();
  }

  show(details, rates) {
    this.last = [details, rates];
    const width = Math.floor(this.element.clientWidth);
    if (width === 0) return;
    // Those in trouble first: the others are in the table.
    const masters = details.masters.length <= MostMasters ? details.masters : [...details.masters].sort((a, b) => b.queued - a.queued).slice(0, MostMasters).sort((a, b) => a.number - b.number);
    const more = details.masters.length - masters.length;
    const key = `${width} ${masters.length} ${more > 0}`;
    if (key !== this.key) {
      this.key = key;
      this.build(width, masters.length, more > 0);
    }
    this.fill(details, rates, masters, more);
  }

  build(width, count, hasMore) {
    const lines = Math.max(1, count) + (hasMore ? 1 : 0);
    const narrow = width < Narrow;
    const g = narrow ? tall(width, lines) : wide(width, lines);
    const box = (at, name) => {
      const texts = Array.from({ length: at.lines }, (_, i) => svg("text", { x: at.x + 14, y: at.y + 24 + 19 * i, class: i === 0 ? "box-title" : "box-line" }));
      return { texts, nodes: [svg("rect", { x: at.x, y: at.y, width: at.w, height: at.h, rx: 3, class: `box ${name}` }), ...texts] };
    };
    this.rtu = box(g.rtu, "rtu");
    this.gateway = box(g.gateway, "gateway");
    const line = g.line;
    this.link = svg("path", { d: `M${line.x1} ${line.y1}L${line.x2} ${line.y2}`, class: "wire" });
    this.breaker = breaker((line.x1 + line.x2) / 2, (line.y1 + line.y2) / 2);
    const label = (x, y, anchor) => svg("text", { x, y, "text-anchor": anchor, class: "flow" });
    const [mx, my] = [(line.x1 + line.x2) / 2, (line.y1 + line.y2) / 2];
    this.fromRtu = narrow ? label(mx + 16, my + 5, "start") : label(mx, my - 16, "middle");
    this.toRtu = narrow ? label(mx - 16, my + 5, "end") : label(mx, my + 28, "middle");
    this.bus = svg("path", { d: `M${g.bus.x} ${g.bus.y1}V${g.bus.y2}`, class: "bus" });
    const stub = svg("path", { d: `M${g.stub.x1} ${g.stub.y1}L${g.stub.x2} ${g.stub.y2}`, class: "wire on" });
    this.feeders = [];
    const feeders = svg("g");
    for (let i = 0; i < lines; i++) {
      const y = g.bus.y1 + g.pitch * i + g.pitch / 2;
      const wire = svg("path", { d: `M${g.bus.x} ${y}H${g.master.x}`, class: "wire" });
      const mark = breaker(g.bus.x + (narrow ? 17 : 34), y);
      const flow = narrow ? null : svg("text", { x: (g.bus.x + 48 + g.master.x) / 2, y: y - 8, "text-anchor": "middle", class: "flow" });
      const back = narrow ? null : svg("text", { x: (g.bus.x + 48 + g.master.x) / 2, y: y + 19, "text-anchor": "middle", class: "flow" });
      const rect = svg("rect", { x: g.master.x, y: y - g.master.h / 2, width: g.master.w, height: g.master.h, rx: 3, class: "box master" });
      const title = svg("text", { x: g.master.x + 12, y: y - 4, class: "box-title" });
      const word = svg("text", { x: g.master.x + g.master.w - 12, y: y - 4, "text-anchor": "end", class: "box-line" });
      const text = svg("text", { x: g.master.x + g.master.w - 12, y: y + 14, "text-anchor": "end", class: "box-line" });
      const queueWidth = narrow ? Math.max(40, g.master.w - 190) : Math.min(110, g.master.w - 170);
      const queue = svg("rect", { x: g.master.x + 12, y: y + 6, width: queueWidth, height: 7, class: "queue" });
      const queued = svg("rect", { x: g.master.x + 12, y: y + 6, width: 0, height: 7, class: "queued" });
      feeders.append(wire, mark.element, rect, title, word, text, queue, queued);
      if (flow) feeders.append(flow, back);
      this.feeders.push({ wire, mark, flow, back, rect, title, word, text, queue, queued, queueWidth });
    }
    this.most = narrow ? Math.max(10, Math.floor((g.master.w - 105) / 8)) : Math.max(12, Math.floor((g.master.w - 100) / 8));
    this.boxMost = Math.floor((g.rtu.w - 24) / 7.6);
    this.svg = svg("svg", { viewBox: `0 0 ${width} ${g.height}`, width, height: g.height, role: "img" },
      this.link, stub, this.bus, this.rtu.nodes, this.gateway.nodes, this.breaker.element, this.fromRtu, this.toRtu, feeders);
    arrange(this.element, [this.svg]);
  }

  fill(details, rates, masters, more) {
    const { summary, rtu } = details;
    const since = age(secondsSince(rtu.since));
    set(this.rtu.nodes[0], "data-state", summary.state);
    lines(this.rtu, ["RTU", rtu.host ?? "–", `CA ${rtu.commonAddress}`, `${rtu.state}, ${since}`, rtu.failedAttempts > 0 ? `${count(rtu.failedAttempts)} attempts failed` : rtu.hosts.length > 1 ? `${rtu.hosts.length} hosts to try` : ""], this.boxMost);
    const oldest = rtu.oldestUnacknowledgedSeconds;
    lines(this.gateway, ["Gateway", details.ports.map((p) => `port ${p.port} ${p.state}`).slice(0, 1).join("") + (details.ports.length > 1 ? ` +${details.ports.length - 1}` : ""),
      `not acknowledged ${count(rtu.unacknowledged)}${oldest ? ` (${duration(oldest)})` : ""}`, `requests ${summary.openRequests} open, ${summary.waitingRequests} waiting`,
      summary.selectedPoints > 0 ? `selected points ${summary.selectedPoints}` : `acknowledge: ${details.settings.acknowledge}`], 99);
    set(this.link, "class", `wire ${summary.state === "up" ? "on" : summary.state}`);
    this.breaker.show(summary.state === "up" ? "closed" : summary.state === "waiting" ? "open" : "out", "breaker");
    put(this.fromRtu, `${rate(rates.fromRtu)} /s ${this.feeders[0].flow ? "→" : "↓"}`);
    put(this.toRtu, `${this.feeders[0].flow ? "←" : "↑"} ${rate(rates.toRtu)} /s`);
    set(this.bus, "class", summary.started > 0 ? "bus on" : "bus");
    this.feeders.forEach((f, i) => {
      const m = masters[i];
      if (!m) {
        const text = i === masters.length && more > 0 ? `and ${count(more)} more, in the table` : "no master is connected";
        set(f.wire, "class", "wire out");
        f.mark.show("none");
        set(f.rect, "data-state", "none");
        put(f.title, text);
        for (const t of [f.word, f.text, f.flow, f.back]) if (t) put(t, "");
        set(f.queue, "visibility", "hidden");
        set(f.queued, "visibility", "hidden");
        return;
      }
      const isOn = m.state === "started";
      set(f.wire, "class", isOn ? "wire on" : "wire");
      f.mark.show(isOn ? "closed" : "open");
      set(f.rect, "data-state", m.state);
      put(f.title, short(m.address, this.most));
      put(f.word, m.state);
      const filled = Math.min(1, m.queued / m.queueLimit);
      set(f.queue, "visibility", "visible");
      set(f.queued, "visibility", "visible");
      set(f.queued, "width", (m.queued > 0 ? Math.max(2, f.queueWidth * filled) : 0).toFixed(1));
      set(f.queued, "data-full", filled > 0.5 ? "yes" : null);
      put(f.text, m.queued === 0 ? "nothing queued" : `${count(m.queued)} queued${m.behindSeconds >= 0.05 ? `, ${duration(m.behindSeconds)}` : ""}`);
      if (f.flow) {
        put(f.flow, `${rate(rates.masters.get(m.number)?.to.mean)} /s →`);
        put(f.back, `← ${rate(rates.masters.get(m.number)?.from.mean)} /s`);
      }
    });
    set(this.svg, "aria-label", `RTU ${rtu.host ?? ""} ${rtu.state}, ${rate(rates.fromRtu)} events a second; ${summary.started} of ${summary.connected} masters started; longest queue ${summary.queued}`);
  }
}

function lines(box, texts, most) {
  box.texts.forEach((element, i) => put(element, short(texts[i] ?? "", most)));
}

// A circuit breaker as in a single-line diagram: filled is closed.
function breaker(x, y) {
  const rect = svg("rect", { x: x - 6, y: y - 6, width: 12, height: 12, class: "breaker" });
  const cross = svg("path", { d: `M${x - 6} ${y - 6}l12 12m0-12l-12 12`, class: "breaker-out" });
  return {
    element: svg("g", null, rect, cross),
    show(how) {
      set(rect, "data-how", how);
      set(cross, "visibility", how === "out" ? "visible" : "hidden");
    },
  };
}

function wide(width, masters) {
  const pitch = 62;
  const roomy = width >= Roomy;
  const inner = Math.max(pitch * masters, 130);
  const y = 8;
  const middle = y + inner / 2;
  const master = { w: Math.min(300, Math.floor(width * 0.26)), h: 46 };
  const rtu = { x: 1, w: Math.min(215, Math.floor(width * 0.19)), y: middle - 61, h: 122, lines: 5 };
  const gateway = { w: roomy ? 232 : 208, y: middle - 61, h: 122, lines: 5 };
  const busX = width - master.w - (roomy ? 150 : 130);
  gateway.x = Math.max(rtu.w + (roomy ? 110 : 84), Math.round((rtu.w + busX - gateway.w) / 2 + 20));
  const busHeight = pitch * masters;
  return {
    rtu, gateway, pitch, height: inner + 16,
    line: { x1: rtu.x + rtu.w, y1: middle, x2: gateway.x, y2: middle },
    bus: { x: busX, y1: middle - busHeight / 2, y2: middle + busHeight / 2 },
    stub: { x1: gateway.x + gateway.w, y1: middle, x2: busX, y2: middle },
    master: { ...master, x: width - master.w - 1 },
  };
}

function tall(whole, masters) {
  const width = Math.min(whole, 560);
  const pitch = 56;
  const rtu = { x: 1, y: 1, w: width - 2, h: 118, lines: 5 };
  const gateway = { x: 1, y: 181, w: width - 2, h: 118, lines: 5 };
  const busY = 312;
  return {
    rtu, gateway, pitch, height: busY + pitch * masters + 4,
    line: { x1: width / 2, y1: 119, x2: width / 2, y2: 181 },
    bus: { x: 14, y1: busY, y2: busY + pitch * masters },
    stub: { x1: 14, y1: 299, x2: 14, y2: busY },
    master: { x: 50, w: width - 51, h: 46 },
  };
}
