// One group: its picture and figures, logs, traffic, settings.
import { path, post } from "./api.js";
import { confirm } from "./dialogs.js";
import { arrange, h, put, set, state } from "./dom.js";
import { edit } from "./edit.js";
import { age, plural } from "./format.js";
import { linkTo } from "./grouprow.js";
import { logsPart } from "./logs.js";
import { mayOperate } from "./main.js";
import { nowPart } from "./now.js";
import { settingsPart } from "./settings.js";
import { groups, on, secondsSince, shown } from "./store.js";
import { trafficPart } from "./traffic.js";

const parts = { now: ["Now", nowPart], logs: ["Logs", logsPart], traffic: ["Traffic", trafficPart], settings: ["Settings", settingsPart] };

export function group(root, id, tab) {
  const mark = state("stopped", "…");
  const name = h("span", { class: "name" }, groups.get(id)?.row.name ?? "");
  const since = h("span", { class: "since" });
  const edited = h("span", { class: "tag", hidden: true, tabindex: "0", "data-tip": "-", "data-say": "Runs with an edit that the file does not have: gone with the next reload or start." }, "edited, not saved");
  const problems = h("ul", { class: "problems" });
  // Until it is known what runs here, there is nothing to ask about.
  const restart = h("button", { type: "button", disabled: true, onclick: askRestart }, "Restart…");
  const change = h("button", { type: "button", onclick: () => edit(id, name.textContent) }, "Edit…");
  const links = Object.entries(parts).map(([key, [label]]) => h("a", { href: linkTo(id, key === "now" ? "" : key), "data-part": key }, label));
  const place = h("div", { class: "part" });
  root.append(
    h("header", { class: "group-head" },
      h("p", { class: "crumb" }, h("a", { href: "#/" }, "All groups")),
      h("h1", null, h("span", { class: "id" }, id), name),
      h("p", { class: "group-state" }, mark, since, edited),
      h("p", { class: "buttons", hidden: !mayOperate() }, change, restart)),
    h("div", { role: "status" }, problems),
    h("nav", { class: "parts", "aria-label": "Parts of this group" }, links),
    place);

  let details = null;
  let part = null;

  function go(now) {
    const key = parts[now] ? now : "now";
    for (const link of links) set(link, "aria-current", link.dataset.part === key ? "page" : null);
    part?.stop?.();
    const box = h("div");
    arrange(place, [box]);
    part = parts[key][1](box, id);
    if (details) part.take?.(details);
  }

  function take(now) {
    if (now.summary.id !== id) return;
    details = now;
    restart.disabled = false;
    const { summary } = now;
    summary.state = shown(summary.state);
    mark.show(summary.state);
    set(root, "data-state", summary.state);
    put(name, summary.name);
    put(since, `RTU ${summary.rtu}, ${age(secondsSince(summary.since))}`);
    edited.hidden = !summary.hasUnsavedEdit;
    if (problems.dataset.text !== summary.problems.join("\n")) {
      problems.dataset.text = summary.problems.join("\n");
      arrange(problems, summary.problems.map((text) => h("li", null, text)));
    }
    part?.take?.(now);
  }

  function gone(what) {
    if (what !== id) return;
    details = null;
    restart.disabled = true;
    mark.show("unknown", "there is no such group");
    put(since, "");
    arrange(problems, [h("li", null, `The configuration has no group '${id}'.`)]);
    problems.dataset.text = "gone";
  }

  function askRestart() {
    const masters = details.masters.length;
    confirm({
      title: `Restart ${id} ${name.textContent}?`,
      what: [`The RTU is disconnected and connected again${masters > 0 ? `, and ${plural(masters, "master")} with it` : ""}. Events that nobody has yet stay in the RTU and come afterwards.`, "No other group notices."],
      yes: "Restart this group",
      act: () => post(path("groups", id, "restart")),
      done: `Group ${id} has restarted.`,
    });
  }

  const off = [on("group", take), on("gone", gone)];
  go(tab);
  return {
    go,
    stop() {
      part?.stop?.();
      for (const forget of off) forget();
    },
    pressed(key) {
      const keys = Object.keys(parts);
      if (keys[Number(key) - 1]) location.hash = linkTo(id, keys[Number(key) - 1]);
      else if (key === "[" || key === "]") {
        const ids = [...groups.keys()];
        const to = ids[ids.indexOf(id) + (key === "]" ? 1 : -1)];
        if (to !== undefined) location.hash = linkTo(to);
      } else return part?.pressed?.(key) === true;
      return true;
    },
  };
}
