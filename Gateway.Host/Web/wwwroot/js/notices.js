// What somebody should know about the program as a whole: its last load, plugins, the clock, lost log lines. Empty where all is well.
import { arrange, h, state } from "./dom.js";
import { clock, plural } from "./format.js";
import { on, program } from "./store.js";

let version = null;

export function notices() {
  const element = h("div", { class: "notices" });

  function show(status) {
    if (!status) return;
    const { lastLoad } = status.configuration;
    const lines = [];
    version ??= status.program.version;
    if (version !== status.program.version) lines.push(["waiting", "The gateway is of another version now: load this page anew."]);
    if (!lastLoad.isTakenOver && lastLoad.errors > 0) lines.push(["down", `The file was not taken over at ${clock(lastLoad.at)}: ${plural(lastLoad.errors, "error")}. What ran before runs on.`]);
    else if (lastLoad.errors > 0) lines.push(["down", `Configuration: ${plural(lastLoad.errors, "row")} skipped because of errors.`]);
    else if (lastLoad.warnings > 0) lines.push(["waiting", `Configuration: ${plural(lastLoad.warnings, "warning")}.`]);
    const failed = status.plugins.filter((p) => p.state === "failed");
    if (failed.length > 0) lines.push(["down", `${plural(failed.length, "plugin")} failed: ${failed.map((p) => p.name).join(", ")}.`]);
    if (status.time.state === "noPrivilege") lines.push(["waiting", status.time.text]);
    for (const problem of status.program.problems) lines.push(["down", `${problem}.`]);
    if (status.program.logLinesDropped > 0) lines.push(["waiting", `${plural(status.program.logLinesDropped, "log line")} lost: the disk is too slow.`]);
    if (status.program.auditLinesLost > 0) lines.push(["waiting", `${plural(status.program.auditLinesLost, "audit line")} lost: the disk was too slow, or full.`]);
    arrange(element, lines.map(([word, text]) => {
      const mark = state(word, text);
      return h("a", { href: "#/program" }, mark);
    }));
  }

  const off = on("status", show);
  show(program.status);
  return { element, stop: off };
}
