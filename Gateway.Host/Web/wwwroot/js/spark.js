// Events per second over 15 minutes as one path; gaps where the page did not listen.
import { svg, set } from "./dom.js";
import { rate } from "./format.js";
import { Buckets } from "./store.js";

const Height = 22;

export function spark() {
  const area = svg("path", { class: "spark-area" });
  const line = svg("path", { class: "spark-line" });
  const element = svg("svg", { class: "spark", viewBox: `0 0 ${Buckets} ${Height}`, preserveAspectRatio: "none", role: "img", "aria-label": "events a second in the last 15 minutes" }, area, line);
  element.show = (history) => {
    let top = 0;
    for (const v of history) if (v > top) top = v;
    const scale = top > 0 ? (Height - 3) / top : 0;
    let path = "";
    let fill = "";
    let from = -1;
    for (let i = 0; i <= history.length; i++) {
      const v = i < history.length ? history[i] : NaN;
      if (Number.isNaN(v)) {
        if (from >= 0) fill += `V${Height}H${from}Z`;
        from = -1;
        continue;
      }
      const y = (Height - 1.5 - v * scale).toFixed(1);
      if (from < 0) {
        from = i;
        path += `M${i} ${y}H${i + 1}`;
        fill += `M${i} ${Height}V${y}H${i + 1}`;
      } else {
        path += `V${y}H${i + 1}`;
        fill += `V${y}H${i + 1}`;
      }
    }
    set(line, "d", path);
    set(area, "d", fill);
    set(element, "aria-label", `events a second in the last 15 minutes, at most ${rate(top)}`);
  };
  return element;
}
