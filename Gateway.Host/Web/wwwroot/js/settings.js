// The settings in force, and the ports with their filters.
import { h } from "./dom.js";
import { count } from "./format.js";
import { facts, table } from "./now.js";

export function settingsPart(root) {
  const link = h("dl", { class: "facts" });
  const rules = h("dl", { class: "facts" });
  const ports = table("ports", [["port", null], ["name", null], ["CA", "ca"], ["state", null], ["masters", null], ["same address", null], ["filter", null]]);
  root.append(
    h("div", { class: "columns" }, h("section", null, h("h2", null, "Rules"), rules), h("section", null, h("h2", null, "Link"), link)),
    h("section", null, h("h2", null, "Ports for masters"), ports.element));
  const seconds = (n) => n === null ? "never" : `${n} s`;
  return {
    take({ settings: s, rtu, ports: p }) {
      facts(rules, [["RTU number (CA)", "ca", String(rtu.commonAddress)], ["RTU hosts, in the order of trying", null, rtu.hosts.join(", ")], ["acknowledge", "acknowledge", s.acknowledge], ["originator", "originator", s.originator],
        ["policies", "policies", s.policies.join(" → ") || "none"], ["policies taken out", null, s.removedPolicies.join(", ") || "none"], ["RTU library", null, s.rtuLibrary], ["own log", null, s.logEvents ? "yes" : "no"]]);
      facts(link, [["k", "k", String(s.k)], ["w", "w", String(s.w)], ["t0", "t0", seconds(s.t0)], ["t1", "t1", seconds(s.t1)], ["t2", "t2", seconds(s.t2)], ["t3", "t3", seconds(s.t3)], ["idle time", "idle", seconds(s.idleTime)],
        ["buffer", "buffer", `${count(s.bufferSize)} messages a master`]]);
      ports.texts(p.map((x) => [`${x.address}:${x.port}`, x.name, String(x.commonAddress), x.error ? `${x.state}: ${x.error}` : x.state, `${x.connected} of ${x.maxConnections}`, { all: "all accepted", old: "the old one stays", new: "the new one stays" }[x.sameAddress] ?? x.sameAddress,
        x.filter === null ? "everybody" : x.filter.join(", ") || "nobody"]));
    },
  };
}
