// A mark for each group, as on an annunciator: what is well stands back, trouble stands out by shape and colour.
import { arrange, h, set, svg } from "./dom.js";
import { linkTo } from "./grouprow.js";
import { groups } from "./store.js";

export function board() {
  const marks = new Map();
  const element = h("div", { class: "board", role: "group", "aria-label": "One mark for each group; arrow keys move, Enter opens" });
  let order = [];

  function markOf(group) {
    let mark = marks.get(group.id);
    if (!mark) {
      const use = svg("use", { href: "#s-stopped" });
      const link = h("a", { href: linkTo(group.id), tabindex: "-1", "data-tip": "-" }, svg("svg", { class: "shape", "aria-hidden": "true" }, use));
      mark = { link, use };
      marks.set(group.id, mark);
    }
    return mark;
  }

  function show() {
    for (const [id, { link, use }] of marks) {
      const group = groups.get(id);
      if (!group) {
        link.remove();
        marks.delete(id);
        continue;
      }
      const { row } = group;
      set(link, "data-state", row.state);
      set(link, "data-trouble", row.problems.length > 0 && row.state === "up" ? "yes" : null);
      set(use, "href", `#s-${row.state}`);
      const words = `${row.id} ${row.name}: ${row.state}${row.problems.length > 0 ? `; ${row.problems.join("; ")}` : ""}`;
      set(link, "aria-label", words);
      set(link, "data-say", words);
    }
  }

  // One stop of the Tab key; arrows go on from there.
  function move(e) {
    const links = order.map((group) => marks.get(group.id).link);
    const at = links.indexOf(document.activeElement);
    if (at < 0) return;
    const perLine = Math.max(1, links.findIndex((link) => link.offsetTop > links[0].offsetTop));
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: perLine, ArrowUp: -perLine }[e.key];
    if (step === undefined) return;
    e.preventDefault();
    e.stopPropagation();
    const to = links[Math.min(Math.max(at + step, 0), links.length - 1)];
    links[at].tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  }

  element.addEventListener("keydown", move);
  return {
    element,
    show,
    arrange(sorted) {
      order = sorted;
      element.classList.toggle("dense", sorted.length > 400);
      arrange(element, sorted.map((group) => markOf(group).link));
      if (sorted.length > 0 && !element.querySelector("[tabindex='0']")) element.firstChild.tabIndex = 0;
      show();
    },
  };
}
