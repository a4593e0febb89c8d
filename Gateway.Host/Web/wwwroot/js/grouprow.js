// One group's line in the list.
import { h, put, set, state } from "./dom.js";
import { age, clock, count, duration, rate } from "./format.js";
import { spark } from "./spark.js";
import { secondsSince } from "./store.js";

export const linkTo = (id, tab) => `#/group/${encodeURIComponent(id)}${tab ? `/${tab}` : ""}`;

export class GroupRow {
  constructor(group) {
    this.group = group;
    this.isSeen = false;
    this.state = state(group.row.state);
    this.id = h("span", { class: "id" }, group.id);
    this.name = h("span", { class: "name" });
    this.edited = h("span", { class: "tag", "data-say": "It runs with an edit that the file does not have.", "data-tip": "-", hidden: true }, "edited");
    this.problem = h("span", { class: "problem", "data-tip": "-", hidden: true });
    this.host = h("span");
    this.spark = spark();
    this.events = h("b");
    const cell = (name, ...content) => h("td", { role: "cell", class: name }, content);
    this.since = cell("since");
    this.cells = { toRtu: cell("number to"), masters: cell("number masters"), queue: cell("number queue"), behind: cell("number behind"), unack: cell("number unack"), requests: cell("number requests") };
    this.element = h("tr", { role: "row", "data-id": group.id },
      cell("mark", this.state),
      h("th", { role: "rowheader", scope: "row", class: "who" }, h("a", { href: linkTo(group.id) }, this.id, this.name), this.edited, this.problem),
      cell("rtu", this.host),
      this.since,
      cell("number events", this.spark, this.events),
      Object.values(this.cells));
    this.show(true);
  }

  /** @param withHistory a bucket of the sparkline is over. */
  show(withHistory) {
    const { row, fromRtu, toRtu, history } = this.group;
    set(this.element, "data-state", row.state);
    set(this.element, "data-trouble", row.problems.length > 0 ? "yes" : null);
    this.state.show(row.state);
    put(this.name, row.name);
    this.edited.hidden = !row.hasUnsavedEdit;
    const problem = row.problems.length > 0 ? row.problems.join("; ") : row.state === "waiting" ? "no master is started; the RTU keeps its events" : "";
    this.problem.hidden = problem === "";
    const words = row.state === "down" && row.lastFault ? `${problem}. Last: ${clock(row.lastFault.at)} ${row.lastFault.what}` : problem;
    put(this.problem, words);
    set(this.problem, "data-say", words);
    put(this.host, row.rtuHost ?? "–");
    put(this.since, age(secondsSince(row.since)));
    put(this.events, rate(fromRtu.mean));
    put(this.cells.toRtu, rate(toRtu.mean));
    put(this.cells.masters, row.connected === row.started ? count(row.started) : `${row.started} of ${row.connected}`);
    put(this.cells.queue, count(row.queued));
    put(this.cells.behind, row.behindSeconds === null ? "–" : duration(row.behindSeconds));
    put(this.cells.unack, count(row.unacknowledged));
    put(this.cells.requests, row.waitingRequests > 0 ? `${row.openRequests} + ${row.waitingRequests}` : count(row.openRequests));
    for (const [name, cell] of Object.entries(this.cells)) set(cell, "data-quiet", isQuiet[name]?.(row, toRtu) ? "yes" : null);
    if (withHistory) this.spark.show(history);
  }
}

// What is as it should be stands back.
const isQuiet = {
  toRtu: (row, toRtu) => !(toRtu.mean > 0), queue: (row) => row.queued === 0, behind: (row) => row.behindSeconds === null || row.behindSeconds < 1,
  unack: (row) => row.unacknowledged === 0, requests: (row) => row.openRequests + row.waitingRequests === 0,
};
