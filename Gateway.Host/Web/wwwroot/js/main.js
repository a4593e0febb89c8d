// Which view is shown: #/, #/group/ID/TAB, #/audit, #/program (parts are percent-encoded); the line at the top; keys.
import * as api from "./api.js";
import { audit } from "./audit.js";
import { help, say } from "./dialogs.js";
import { arrange, h, put, set } from "./dom.js";
import { clock } from "./format.js";
import { group } from "./group.js";
import { login } from "./login.js";
import { overview } from "./overview.js";
import { programView } from "./program.js";
import { on, program, tell } from "./store.js";
import * as stream from "./stream.js";
import * as theme from "./theme.js";
import * as tips from "./tips.js";

const StatusPeriod = 30000;

const main = document.getElementById("main");
const top = document.getElementById("top");
const broken = document.getElementById("broken");
let view = null;
let statusTimer = 0;

function show(make) {
  view?.stop?.();
  view = null;
  const root = h("div", { class: "view" });
  arrange(main, [root]);
  view = make(root) ?? {};
}

/** Whoever writes an address by hand, or follows an old one, may come to a view that there is not. */
function placeOf(hash) {
  let parts;
  try {
    parts = hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  } catch {
    return { name: "nowhere" };
  }
  const [name, id, tab] = parts;
  const isOne = name === "group" ? Boolean(id) : ["", "audit", "program"].includes(name);
  return isOne ? { name, id, tab } : { name: "nowhere" };
}

function nowhere(root) {
  root.append(h("h1", null, "There is no such page"), h("p", null, "Perhaps the address is not complete. ", h("a", { href: "#/" }, "All groups")));
}

function route() {
  if (!program.session || program.session.needsLogin) return;
  const { name, id, tab } = placeOf(location.hash);
  const key = name === "group" ? `group/${id}` : name;
  for (const link of document.querySelectorAll("#views a")) {
    set(link, "aria-current", link.getAttribute("href") === (name === "group" || name === "" ? "#/" : `#/${name}`) ? "page" : null);
  }
  if (view?.key === key) {
    view.go?.(tab);
    return;
  }
  stream.open(name === "group" ? id : null);
  window.scrollTo(0, 0);
  if (name === "group") show((root) => group(root, id, tab));
  else if (name === "audit") show(audit);
  else if (name === "program") show(programView);
  else if (name === "") show(overview);
  else show(nowhere);
  view.key = key;
}

async function begin() {
  try {
    program.session = await api.session();
  } catch (e) {
    broken.hidden = false;
    put(broken, `The gateway does not answer (${e.message}). Trying again.`);
    setTimeout(begin, 3000);
    return;
  }
  broken.hidden = true;
  if (program.session.needsLogin) {
    askLogin();
    return;
  }
  top.hidden = false;
  document.body.classList.toggle("may-operate", mayOperate());
  const hasUser = program.session.user !== null && program.session.user !== "local";
  const who = document.getElementById("who");
  who.hidden = !hasUser;
  put(who, hasUser ? `${program.session.user} (${program.session.role})` : "");
  document.getElementById("logout").hidden = !hasUser;
  view = null;
  route();
  clearInterval(statusTimer);
  statusTimer = setInterval(readStatus, StatusPeriod);
  await readStatus();
}

export const mayOperate = () => program.session?.mayOperate === true && program.session.role === "operator";

export async function readStatus() {
  try {
    const status = program.status = await api.get("/api/v1/status?groups=false");
    put(document.getElementById("where"), `${status.configuration.file?.split(/[\\/]/).pop() ?? "demo"} on ${status.program.machine}`);
    tell("status", status);
  } catch {
    // The stream says what is wrong.
  }
}

function askLogin() {
  stream.close();
  clearInterval(statusTimer);
  top.hidden = true;
  broken.hidden = true;
  program.session = null;
  show((root) => login(root, begin));
}

function showLive(live) {
  const word = document.getElementById("pulse-word");
  const use = document.querySelector("#pulse use");
  if (live === true) {
    put(word, "live");
    set(use, "href", "#s-up");
    set(document.getElementById("pulse"), "data-state", "up");
    put(document.getElementById("clock"), clock(program.now));
    if (!broken.hidden) {
      broken.hidden = true;
      say("The live figures are back.");
    }
  } else {
    put(word, "not live");
    set(use, "href", "#s-down");
    set(document.getElementById("pulse"), "data-state", "down");
    broken.hidden = false;
    put(broken, `No connection to the gateway${live.since ? `: all figures are of ${clock(live.since)}` : ""}. It is tried again every few seconds; the gateway itself may well run on.`);
  }
  document.body.classList.toggle("stale", live !== true);
}

function keyDown(e) {
  if (e.ctrlKey || e.metaKey || e.altKey || document.querySelector("dialog[open]") || e.target.matches("input, textarea, select")) return;
  if (e.key === "/") {
    const field = main.querySelector("[data-filter]");
    field?.focus();
    field?.select();
  } else if (e.key === "?") help();
  else if (e.key === "g") location.hash = "#/";
  else if (e.key === "a") location.hash = "#/audit";
  else if (e.key === "i") location.hash = "#/program";
  else if (view?.pressed?.(e.key) !== true) return;
  e.preventDefault();
}

theme.start(document.getElementById("theme"));
tips.start();
api.whenLoginIsNeeded(askLogin);
on("login", askLogin);
on("live", showLive);
document.getElementById("keys").addEventListener("click", help);
// Its address would be read as a view's.
document.querySelector(".skip").addEventListener("click", (e) => {
  e.preventDefault();
  main.focus();
});
document.getElementById("logout").addEventListener("click", async () => {
  await api.del("/api/v1/session").catch(() => {});
  askLogin();
});
window.addEventListener("hashchange", route);
document.addEventListener("keydown", keyDown);
begin();
