// All groups at a glance: totals, a board with a mark for each, and the list, sorted by trouble. It does not move under the mouse or the keyboard.
import { board } from "./board.js";
import { arrange, h, put, svg, term } from "./dom.js";
import { count, plural, rate } from "./format.js";
import { GroupRow } from "./grouprow.js";
import { notices } from "./notices.js";
import { groups, meter, feed, on, program } from "./store.js";

const order = { down: 0, waiting: 1, stopped: 2, up: 3 };
const states = ["up", "waiting", "down", "stopped"];

const sorts = {
  trouble: (a, b) => troubleOf(a.row) - troubleOf(b.row) || a.order - b.order,
  file: (a, b) => a.order - b.order,
  name: (a, b) => a.row.name.localeCompare(b.row.name, undefined, { numeric: true }) || a.order - b.order,
  events: (a, b) => (b.fromRtu.mean || 0) - (a.fromRtu.mean || 0) || a.order - b.order,
  behind: (a, b) => (b.row.behindSeconds ?? 0) - (a.row.behindSeconds ?? 0) || b.row.queued - a.row.queued || a.order - b.order,
};

// By figures that change all the time: these orders are made anew with each bucket of the sparklines, and the board does not follow them.
const restless = new Set(["events", "behind"]);

function troubleOf(row) {
  return 10 * order[row.state] - (row.problems.length > 0 ? 5 : 0) + (row.state === "up" && row.problems.length > 0 ? -10 : 0);
}

let chosen = { text: "", state: "", sort: "trouble" };

export function overview(root) {
  const rows = new Map();
  let totalsBefore = null;
  const meters = { from: meter(), to: meter(), commands: meter() };

  // Totals.
  const figure = (label, tip) => {
    const value = h("b", null, "–");
    return { element: h("div", { class: "figure" }, value, term(label, tip)), value };
  };
  const figures = {
    masters: figure("masters", "masters"), from: figure("from RTUs /s", "totalFrom"), to: figure("to masters /s", "totalTo"), commands: figure("from masters /s", "totalCommands"),
    dropped: figure("dropped", "dropped"), missed: figure("missed", "missed"), refused: figure("refused", "refused"),
  };
  const counts = Object.fromEntries(states.map((state) => [state, h("b", null, "0")]));
  const chips = states.map((state) => h("button", { type: "button", class: "chip", "data-state": state, "aria-pressed": String(chosen.state === state), onclick: () => {
    chosen.state = chosen.state === state ? "" : state;
    for (const chip of chips) chip.setAttribute("aria-pressed", String(chip.dataset.state === chosen.state));
    arrangeNow();
  } }, shape(state), counts[state], h("span", null, state)));

  // Filter and order.
  const filter = h("input", { id: "filter", type: "search", "data-filter": true, placeholder: "id, name, state, address", value: chosen.text, autocomplete: "off", spellcheck: "false", oninput: () => {
    chosen.text = filter.value;
    arrangeNow();
  } });
  const sort = h("select", { id: "sort", onchange: () => {
    chosen.sort = sort.value;
    isDue = true;
    arrangeNow();
  } }, [["trouble", "trouble first"], ["file", "as configured"], ["name", "name"], ["events", "events /s"], ["behind", "furthest behind"]].map(([value, label]) => h("option", { value }, label)));
  sort.value = chosen.sort;
  const shown = h("p", { class: "quiet-text", "aria-live": "polite" });
  const held = h("p", { class: "quiet-text held", hidden: true }, "order held while you are in the list");

  // The list.
  const heads = [["", "state"], ["group", "group"], ["RTU", "rtu"], ["since", "sinceRtu"], ["events /s", "events"], ["to RTU /s", "commands"], ["masters", "masters"], ["queue", "queue"], ["behind", "behind"], ["not ack.", "unacknowledged"], ["requests", "requests"]];
  const body = h("tbody", { role: "rowgroup" });
  const list = h("table", { class: "groups", role: "table", "aria-label": "Groups" },
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads.map(([label, tip], i) => h("th", { role: "columnheader", scope: "col", class: i > 3 ? "number" : null }, term(label || "state", tip))))), body);
  const marks = board();
  const notice = notices();
  const nothing = h("p", { class: "nothing", hidden: true });

  root.append(
    h("h1", { class: "sr" }, "Groups"),
    notice.element,
    h("section", { class: "totals", "aria-label": "Totals" }, h("div", { class: "chips" }, chips), h("div", { class: "figures" }, Object.values(figures).map((f) => f.element))),
    h("section", { class: "board-box", "aria-label": "Board" }, marks.element),
    h("div", { class: "tools" }, h("label", { for: "filter" }, "Filter"), filter, h("span", { class: "pair" }, h("label", { for: "sort" }, "Order"), sort), shown, held),
    list, nothing);

  // Rows outside of the window are not written to; they are brought up to date when they come into it.
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const row = rows.get(entry.target.dataset.id);
      if (!row) continue;
      row.isSeen = entry.isIntersecting;
      if (row.isSeen) row.show(true);
    }
  }, { rootMargin: "200px" });

  function matches(group, words) {
    if (chosen.state && group.row.state !== chosen.state) return false;
    const { row } = group;
    const text = `${row.id} ${row.name} ${row.state} ${row.rtu} ${row.rtuHost ?? ""} ${row.ports.join(" ")} ${row.problems.join(" ")}`.toLowerCase();
    return words.every((word) => text.includes(word));
  }

  let sorted = [];
  let isDue = true;

  /** The groups as they should stand; the same array where that has not changed. */
  function inOrder() {
    const isWhole = sorted.length === groups.size && sorted.every((group) => groups.get(group.id) === group);
    if (isWhole && !isDue && restless.has(chosen.sort)) return sorted;
    const now = [...groups.values()].sort(sorts[chosen.sort]);
    return isWhole && now.every((group, i) => group === sorted[i]) ? sorted : now;
  }

  function arrangeNow(now = inOrder()) {
    isDue = false;
    sorted = now;
    const words = chosen.text.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const visible = words.length > 0 || chosen.state ? sorted.filter((group) => matches(group, words)) : sorted;
    arrange(body, visible.map((group) => rowOf(group).element));
    marks.arrange(restless.has(chosen.sort) ? [...groups.values()].sort(sorts.file) : sorted);
    put(shown, visible.length === groups.size ? plural(groups.size, "group") : `${count(visible.length)} of ${plural(groups.size, "group")}`);
    nothing.hidden = visible.length > 0;
    put(nothing, groups.size === 0 ? "Waiting for the first figures." : "No group fits the filter.");
    held.hidden = true;
  }

  function rowOf(group) {
    let row = rows.get(group.id);
    if (!row) {
      row = new GroupRow(group);
      rows.set(group.id, row);
      seen.observe(row.element);
    }
    return row;
  }

  // Somebody points at it or has put the keyboard into it: nothing moves.
  const isHeld = () => list.matches(":hover") || marks.element.matches(":hover") || body.contains(document.activeElement) || marks.element.contains(document.activeElement);

  function takeGroups({ gone, moved }) {
    for (const id of gone) {
      const row = rows.get(id);
      if (row) seen.unobserve(row.element);
      row?.element.remove();
      rows.delete(id);
    }
    for (const group of groups.values()) {
      const row = rowOf(group);
      if (row.isSeen) row.show(moved);
    }
    marks.show();
    isDue ||= moved;
    const now = inOrder();
    const isFiltered = chosen.text !== "" || chosen.state !== "";
    if (sorted.length === 0 || ((isFiltered || now !== sorted) && !isHeld())) arrangeNow(now);
    else held.hidden = !(isHeld() && now !== sorted);
  }

  function takeTotals({ totals }) {
    for (const state of states) put(counts[state], count(state === "stopped" ? totals.groups - totals.up - totals.waiting - totals.down : totals[state]));
    chips[3].hidden = totals.groups === totals.up + totals.waiting + totals.down;
    const now = { at: Date.parse(program.now) / 1000, ...totals.counters };
    const elapsed = totalsBefore ? now.at - totalsBefore.at : 0;
    if (elapsed > 0 && elapsed < 5) {
      feed(meters.from, Math.max(0, now.fromRtu - totalsBefore.fromRtu) / elapsed);
      feed(meters.to, Math.max(0, now.toMasters - totalsBefore.toMasters) / elapsed);
      feed(meters.commands, Math.max(0, now.fromMasters - totalsBefore.fromMasters) / elapsed);
    }
    totalsBefore = now;
    put(figures.masters.value, count(totals.masters));
    for (const [name, m] of Object.entries(meters)) put(figures[name].value, rate(m.mean));
    for (const name of ["dropped", "missed", "refused"]) put(figures[name].value, count(totals.counters[name]));
  }

  // On paper all of them are seen.
  const showAll = () => rows.forEach((row) => row.show(true));
  window.addEventListener("beforeprint", showAll);

  const off = [on("groups", takeGroups), on("totals", takeTotals)];
  if (program.totals) takeTotals({ totals: program.totals });
  if (groups.size > 0) takeGroups({ gone: [], moved: true });
  else arrangeNow();

  return {
    stop() {
      for (const forget of off) forget();
      window.removeEventListener("beforeprint", showAll);
      seen.disconnect();
      notice.stop();
    },
    pressed(key) {
      if (key !== "ArrowDown" && key !== "ArrowUp") return false;
      const links = [...body.querySelectorAll("a")];
      const at = links.indexOf(document.activeElement);
      if (at < 0 && key === "ArrowUp") return false;
      links[at < 0 ? 0 : Math.min(Math.max(at + (key === "ArrowDown" ? 1 : -1), 0), links.length - 1)]?.focus();
      return true;
    },
  };
}

const shape = (state) => svg("svg", { class: "shape", "aria-hidden": "true" }, svg("use", { href: `#s-${state}` }));
