// What the page knows of the groups: their last lines, rates, and 15 minutes of events each. Bounded: 90 numbers a group, whatever time passes.

export const Bucket = 10;
export const Buckets = 90;
const Seconds = 5;

export const groups = new Map();
export const program = { now: null, totals: null, status: null, session: null };
const listeners = new Map();

export function on(name, what) {
  if (!listeners.has(name)) listeners.set(name, new Set());
  listeners.get(name).add(what);
  return () => listeners.get(name).delete(what);
}

export function tell(name, value) {
  for (const what of [...(listeners.get(name) ?? [])]) what(value);
}

let time = 0;
let before = 0;
let bucket = 0;

export function takeTotals(message) {
  before = time;
  time = Date.parse(message.now) / 1000;
  program.now = message.now;
  program.totals = message.totals;
  tell("totals", message);
}

/** A group that does not take its turn, or was not started, is down; its problem says which. */
export function shown(state) {
  return { stuck: "down", notStarted: "down" }[state] ?? state;
}

/** Groups that are not in it have not changed: nothing passed through them. All of them come in the order of the configuration. */
export function takeGroups({ all, groups: rows, removed }) {
  const elapsed = time - before;
  const goesOn = before > 0 && elapsed > 0 && elapsed < 5;
  const told = new Set();
  for (const row of rows) {
    told.add(row.id);
    row.state = shown(row.state);
    const group = groups.get(row.id);
    if (group) {
      measure(group, row.counters, goesOn ? elapsed : 0);
      group.row = row;
    } else {
      groups.set(row.id, { id: row.id, row, order: 0, fromRtu: meter(), toRtu: meter(), history: new Float32Array(Buckets).fill(NaN), sum: 0, since: 0 });
    }
  }
  const gone = all ? [...groups.keys()].filter((id) => !told.has(id)) : removed;
  for (const id of gone) groups.delete(id);
  if (all) putInOrder(rows);
  if (goesOn) for (const group of groups.values()) if (!told.has(group.id)) measure(group, group.row.counters, elapsed);
  const moved = turnBuckets();
  tell("groups", { changed: told, gone, moved });
}

function putInOrder(rows) {
  rows.forEach(({ id }, order) => {
    const group = groups.get(id);
    group.order = order;
    groups.delete(id);
    groups.set(id, group);
  });
}

/** Mean of the last seconds: calm enough to read. */
function meter() {
  return { values: new Float32Array(Seconds), at: 0, filled: 0, mean: NaN };
}

export function feed(m, value) {
  m.values[m.at] = value;
  m.at = (m.at + 1) % Seconds;
  m.filled = Math.min(m.filled + 1, Seconds);
  let sum = 0;
  for (let i = 0; i < m.filled; i++) sum += m.values[i];
  m.mean = sum / m.filled;
}

export { meter };

function measure(group, now, elapsed) {
  if (elapsed <= 0) return;
  const was = group.row.counters;
  // Smaller than before: the group was begun anew and counts from 0.
  const came = now.fromRtu < was.fromRtu ? now.fromRtu : now.fromRtu - was.fromRtu;
  const went = now.toRtu < was.toRtu ? now.toRtu : now.toRtu - was.toRtu;
  feed(group.fromRtu, came / elapsed);
  feed(group.toRtu, went / elapsed);
  group.sum += came;
  group.since += elapsed;
}

// A bucket's mean is kept when it is over. After a gap in the stream there is a gap in the line.
function turnBuckets() {
  const now = Math.floor(time / Bucket);
  const steps = bucket === 0 ? 0 : now - bucket;
  bucket = now;
  if (steps <= 0) return false;
  for (const group of groups.values()) {
    const { history } = group;
    const kept = Math.min(steps, Buckets);
    history.copyWithin(0, kept);
    history.fill(NaN, Buckets - kept);
    if (group.since > 0) history[Buckets - 1] = group.sum / group.since;
    group.sum = 0;
    group.since = 0;
  }
  return true;
}

export const secondsSince = (iso) => time - Date.parse(iso) / 1000;
