// Who the server does not know.
import { post } from "./api.js";
import { h } from "./dom.js";

export function login(root, done) {
  const user = h("input", { id: "user", name: "user", autocomplete: "username", required: true, autocapitalize: "none", spellcheck: "false" });
  const password = h("input", { id: "password", name: "password", type: "password", autocomplete: "current-password", required: true });
  const error = h("p", { class: "refused", role: "alert", hidden: true });
  const button = h("button", { class: "strong" }, "Log in");
  const form = h("form", { class: "login", onsubmit: async (e) => {
    e.preventDefault();
    button.disabled = true;
    error.hidden = true;
    try {
      await post("/api/v1/session", { user: user.value, password: password.value });
      done();
    } catch (refusal) {
      error.textContent = `Not logged in: ${refusal.message}.`;
      error.hidden = false;
      password.value = "";
      password.focus();
    } finally {
      button.disabled = false;
    }
  } }, h("h1", null, "IEC 104 gateway"), h("label", { for: "user" }, "User"), user, h("label", { for: "password" }, "Password"), password, error, h("p", { class: "buttons" }, button));
  root.append(form);
  user.focus();
}
