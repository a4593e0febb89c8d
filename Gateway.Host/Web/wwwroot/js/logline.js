// A line of a group's log (docs/logs.md) taken apart, and whose side it is.

const form = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d+) (\w+)\s+(\S+) (.*)$/s;
const ofMasters = /: (No\. of connected masters|All masters down|waiting for connections|refused |type \d+ COT)/;

export function sideOf(line, hosts, portNames) {
  const parts = form.exec(line);
  if (!parts) return { time: "", level: "INFO", who: "", what: line, side: "rtu" };
  const [, , time, level, , rest] = parts;
  const isRtu = hosts.some((host) => rest.includes(`${host}:`) || rest.includes(`${host}.`));
  const isMaster = !isRtu && (/^Master: \S+: /.test(rest) || portNames.some((name) => rest.startsWith(`${name}: `)) || ofMasters.test(rest));
  const who = /^[^:]+: (\S+:\d+): /.exec(rest);
  const what = who ? rest.slice(who[0].length) : rest.replace(/^[^:]+: /, "");
  return { time: time.slice(0, 12), level, who: who?.[1] ?? "", what, side: isMaster ? "masters" : "rtu" };
}
