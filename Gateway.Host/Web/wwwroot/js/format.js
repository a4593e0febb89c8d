// Numbers, times and ages in words.

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

// Until the gateway has told its own: those of the browser.
let offsetMinutes = -new Date().getTimezoneOffset();
let today = new Date(Date.now() + offsetMinutes * 60000).toISOString().slice(0, 10);

export const count = (n) => whole.format(n);

export function rate(n) {
  if (n === null || n === undefined || Number.isNaN(n)) return "–";
  if (n === 0) return "0";
  return n < 9.95 ? n.toFixed(1) : whole.format(n);
}

/** 0.4 s, 45 s, 12 min, 3 h 05 min, 12 d 4 h. */
export function duration(seconds) {
  const s = Math.max(0, seconds);
  if (s < 9.95) return s === 0 ? "0 s" : `${s.toFixed(1)} s`;
  if (s < 90) return `${Math.round(s)} s`;
  const minutes = Math.floor(s / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ${String(minutes % 60).padStart(2, "0")} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** Ages of states: whole seconds, and seldom another text. */
export function age(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  return s < 10 ? "just now" : s < 60 ? `${s - s % 10} s` : duration(s);
}

export const octets = (n) => n < 1024 * 1024 ? `${whole.format(n / 1024)} KiB` : `${whole.format(n / 1024 / 1024)} MiB`;

/** The gateway's clock, told with each message; all times are shown in its zone, wherever the browser is. */
export function setNow(iso) {
  today = iso.slice(0, 10);
  const zone = /([+-])(\d\d):(\d\d)$/.exec(iso);
  offsetMinutes = zone ? (zone[1] === "-" ? -1 : 1) * (60 * Number(zone[2]) + Number(zone[3])) : 0;
}

/** 12:50:06, of another day with its date. */
export function clock(iso) {
  if (!iso) return "";
  const local = inZone(iso);
  return local.slice(0, 10) === today ? local.slice(11, 19) : `${local.slice(0, 10)} ${local.slice(11, 19)}`;
}

/** With microseconds as far as they are told. */
export function exactClock(iso) {
  const local = inZone(iso);
  return local.slice(0, 10) === today ? local.slice(11) : `${local.slice(0, 10)} ${local.slice(11)}`;
}

function inZone(iso) {
  const fraction = /\.(\d+)/.exec(iso)?.[1]?.slice(0, 6);
  const moved = new Date(Date.parse(iso) + offsetMinutes * 60000);
  return Number.isNaN(moved.getTime()) ? iso : moved.toISOString().slice(0, 19).replace("T", " ") + (fraction ? `.${fraction}` : "");
}

export const plural = (n, one, many = `${one}s`) => `${count(n)} ${n === 1 ? one : many}`;

export const short = (text, most) => text.length <= most ? text : `${text.slice(0, most - 1)}…`;
