// Light, dark, or as the system has it; kept in this browser.

const names = { system: "Theme: system", light: "Theme: light", dark: "Theme: dark" };
const next = { system: "light", light: "dark", dark: "system" };

export function start(button) {
  let theme = document.documentElement.dataset.theme ?? "system";
  const show = () => {
    button.textContent = names[theme];
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  };
  button.addEventListener("click", () => {
    theme = next[theme];
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // For this visit only.
    }
    show();
  });
  show();
}
