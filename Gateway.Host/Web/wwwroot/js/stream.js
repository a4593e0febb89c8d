// The live stream: one for the page, with the details of one group where one is shown. When it breaks the page says so, and it is opened again.
import { session } from "./api.js";
import { setNow } from "./format.js";
import { program, takeGroups, takeTotals, tell } from "./store.js";

const Silence = 6000;
const FirstPause = 1000;
const LongestPause = 10000;

let source = null;
let group = null;
let last = 0;
let pause = FirstPause;
let retry = 0;
let watch = 0;

/** Opens it, for a group's details too; one that is open already for the same stays. */
export function open(id = null) {
  if (source && group === id) return;
  close();
  group = id;
  connect();
}

export function close() {
  clearTimeout(retry);
  clearInterval(watch);
  source?.close();
  source = null;
}

/** At once, and no later than now. */
export function again() {
  clearTimeout(retry);
  source?.close();
  source = null;
  connect();
}

function connect() {
  last = performance.now();
  const mine = source = new EventSource(group === null ? "/api/v1/events" : `/api/v1/events?group=${encodeURIComponent(group)}`);
  const hear = (name, what) => mine.addEventListener(name, (message) => {
    if (mine !== source) return;
    last = performance.now();
    what(JSON.parse(message.data));
  });
  hear("totals", (totals) => {
    setNow(totals.now);
    pause = FirstPause;
    takeTotals(totals);
    tell("live", true);
  });
  hear("groups", takeGroups);
  hear("group", (details) => tell("group", details));
  hear("gone", (id) => tell("gone", id));
  mine.onerror = () => mine === source && broken();
  clearInterval(watch);
  watch = setInterval(() => performance.now() - last > Silence && broken(), 1000);
}

function broken() {
  close();
  const wait = pause;
  pause = Math.min(2 * pause, LongestPause);
  tell("live", { since: program.now, again: wait });
  retry = setTimeout(async () => {
    try {
      const now = await session();
      if (now.needsLogin) {
        tell("login", now);
        return;
      }
    } catch {
      // It does not answer: the stream will not either, and says so.
    }
    connect();
  }, wait);
}
