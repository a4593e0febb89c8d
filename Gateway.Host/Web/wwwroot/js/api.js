// Requests to our own server. What it refuses becomes an Error with its words.

let csrf = null;
let onLogin = () => {};

export class Refused extends Error {
  constructor(status, message, body) {
    super(message);
    this.status = status;
    this.body = body;
  }
}

export const path = (...parts) => `/api/v1/${parts.map(encodeURIComponent).join("/")}`;

export function whenLoginIsNeeded(what) {
  onLogin = what;
}

export async function session() {
  const now = await get("/api/v1/session");
  csrf = now.csrf;
  return now;
}

export const get = (url, options) => ask("GET", url, undefined, options);
export const post = (url, body) => ask("POST", url, body);
export const putJson = (url, body) => ask("PUT", url, body);
export const del = (url) => ask("DELETE", url);

async function ask(method, url, body, options = {}) {
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (method !== "GET" && csrf) headers["X-CSRF-Token"] = csrf;
  let response;
  try {
    response = await fetch(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), credentials: "same-origin", cache: "no-store", signal: options.signal });
  } catch (e) {
    if (e.name === "AbortError") throw e;
    throw new Refused(0, "the gateway does not answer");
  }
  const text = await response.text();
  let answer = null;
  try {
    answer = text ? JSON.parse(text) : null;
  } catch {
    answer = { error: text };
  }
  if (response.ok) return answer;
  if (response.status === 401 && !url.endsWith("/session")) onLogin();
  throw new Refused(response.status, answer?.error ?? answer?.result ?? answer?.detail ?? `the gateway answered ${response.status}`, answer);
}
