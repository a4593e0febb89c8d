// Elements. Whatever comes from peers, files and names becomes a text node; markup is never made of text.

/** h("p", { class: "x", onclick: f, "data-tip": "queue" }, "text", node, null): null children and attributes are left out. */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "disabled" || name === "hidden") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(2)) if (child !== null && child !== undefined && child !== false) element.append(child);
  return element;
}

/** Writes only what is new. */
export function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function set(element, name, value) {
  if (value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

/** A state by shape, colour and word. */
export function state(word, label = word) {
  const use = svg("use", { href: `#s-${shapeOf(word)}` });
  const text = h("span", null, label);
  const element = h("span", { class: "state", "data-state": word }, svg("svg", { class: "shape", "aria-hidden": "true" }, use), text);
  element.show = (now, nowLabel = now) => {
    set(element, "data-state", now);
    set(use, "href", `#s-${shapeOf(now)}`);
    put(text, nowLabel);
  };
  return element;
}

function shapeOf(word) {
  return { up: "up", started: "up", loaded: "up", listening: "up", updated: "up", waiting: "waiting", connected: "waiting", stopping: "waiting", starting: "waiting", draining: "waiting",
    trying: "waiting", warning: "waiting", down: "down", failed: "down", error: "down", noPrivilege: "down", disconnected: "down", connecting: "down" }[word] ?? "stopped";
}

/** A term with an explanation on hover and focus. */
export function term(text, tip) {
  return h("span", { class: "term", tabindex: "0", "data-tip": tip }, text);
}

/** Makes the children of a list what they should be, and moves few: of those that stay, the ones that change places. */
export function arrange(parent, wanted) {
  const kept = new Set(wanted);
  for (const node of [...parent.childNodes]) if (!kept.has(node)) node.remove();
  let at = parent.firstChild;
  for (const node of wanted) {
    // One has gone further down: it moves, and not all that stood behind it. What has the focus would lose it.
    if (node !== at && at?.nextSibling === node && !at.contains(document.activeElement)) {
      parent.append(at);
      at = node;
    }
    if (node === at) at = at.nextSibling;
    else parent.insertBefore(node, at);
  }
}
