// The program: facts, clock, configuration with what was found in it, reload, plugins.
import { h, put, state, term, arrange } from "./dom.js";
import { clock, count, duration, octets } from "./format.js";
import { mayOperate, readStatus } from "./main.js";
import { reload } from "./reload.js";
import { on, program } from "./store.js";

const Period = 5000;

export function programView(root) {
  const fact = (label, tip) => {
    const value = h("dd");
    return { nodes: [h("dt", null, tip ? term(label, tip) : label), value], value };
  };
  const f = {
    name: fact("Version"), machine: fact("Machine"), started: fact("Started"), uptime: fact("Runs for"), memory: fact("Memory", "memory"), cpu: fact("Processor time", "cpu"), lost: fact("Log lines lost", "lost"), auditLost: fact("Audit lines lost", "auditLost"),
    file: fact("File"), loaded: fact("In force since"), result: fact("Last load"),
  };
  const timeState = state("stopped");
  const timeText = h("p");
  const timeFacts = h("p", { class: "quiet-text" });
  const findings = h("div");
  const plugins = h("div");
  const button = h("button", { type: "button", class: "operator", onclick: () => reload(readStatus) }, "Reload the file…");
  const facts = (...some) => h("dl", { class: "facts" }, some.map((x) => x.nodes));

  root.append(
    h("h1", null, "Program"),
    h("div", { class: "columns" },
      h("section", null, h("h2", null, "Process"), facts(f.name, f.machine, f.started, f.uptime, f.memory, f.cpu, f.lost, f.auditLost)),
      h("section", null, h("h2", null, term("Clock", "time")), h("p", null, timeState), timeText, timeFacts)),
    h("section", null, h("h2", null, "Configuration"), facts(f.file, f.loaded, f.result), h("p", { class: "buttons", hidden: !mayOperate() }, button), findings),
    h("section", null, h("h2", null, "Plugins"), plugins));

  function show(status) {
    if (!status) return;
    const p = status.program;
    put(f.name.value, `${p.name} ${p.version}`);
    put(f.machine.value, `${p.machine}, process ${p.processId}`);
    put(f.started.value, clock(p.started));
    put(f.uptime.value, duration((Date.parse(p.now) - Date.parse(p.started)) / 1000));
    put(f.memory.value, octets(p.residentOctets));
    put(f.cpu.value, duration(p.cpuSeconds));
    put(f.lost.value, count(p.logLinesDropped + p.logLinesLost));
    put(f.auditLost.value, count(p.auditLinesLost));
    const t = status.time;
    timeState.show(t.state, { notConfigured: "not configured", noPrivilege: "no privilege", updated: "updated", trying: "trying" }[t.state] ?? t.state);
    put(timeText, t.text);
    put(timeFacts, [t.servers.length > 0 ? `Servers: ${t.servers.join(", ")}.` : "", t.offsetSeconds === null ? "" : `Offset: ${(1000 * t.offsetSeconds).toFixed(1)} ms.`].join(" ").trim());
    const c = status.configuration;
    put(f.file.value, c.file ?? "none: the program runs without a file (demo)");
    put(f.loaded.value, clock(c.loaded));
    put(f.result.value, `${clock(c.lastLoad.at)}: ${c.lastLoad.result || "nothing to report"}`);
    button.disabled = c.file === null;
    arrange(findings, [findingTable(c.lastLoad.findings)]);
    arrange(plugins, [pluginTable(status.plugins)]);
  }

  const off = on("status", show);
  show(program.status);
  readStatus();
  const timer = setInterval(readStatus, Period);
  return {
    stop() {
      clearInterval(timer);
      off();
    },
  };
}

export function findingTable(findings) {
  if (findings.length === 0) return h("p", { class: "quiet-text" }, "Nothing was found to be wrong or odd in it.");
  return h("table", { class: "list findings" },
    h("thead", null, h("tr", null, h("th", { scope: "col" }, "severity"), h("th", { scope: "col" }, "where"), h("th", { scope: "col" }, "what is wrong, and what would be right"))),
    h("tbody", null, findings.map((x) => h("tr", null, h("td", null, state(x.severity)), h("td", { class: "mono" }, x.file ? `${x.file}:${x.line}:${x.column}` : ""), h("td", null, `${x.message}; `, h("em", null, x.advice))))));
}

function pluginTable(plugins) {
  return h("div", { class: "scroll" }, h("table", { class: "list" },
    h("thead", null, h("tr", null, h("th", { scope: "col" }, "state"), h("th", { scope: "col" }, "plugin"), h("th", { scope: "col" }, "version"), h("th", { scope: "col" }, "fault"))),
    h("tbody", null, plugins.map((p) => h("tr", null, h("td", null, state(p.state)), h("td", null, p.name), h("td", null, p.version ?? ""), h("td", null, p.error ?? ""))))));
}
