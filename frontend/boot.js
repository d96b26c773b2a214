// Runs before the first paint, so that nobody sees the other theme or the other language first.
(() => {
  const root = document.documentElement;
  const stored = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // storage can be forbidden; then the defaults apply
    }
  };
  const theme = stored("beistand.theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  const languages = [stored("beistand.language"), ...navigator.languages, "de"];
  root.lang = languages.map((tag) => tag?.slice(0, 2)).find((tag) => tag === "de" || tag === "en");
  if (location.pathname.startsWith("/p/")) root.dataset.surface = "portal"; // larger texts and targets

  // The sections that most people go on to are fetched when the page has come and asks for nothing more. Left to the
  // browser they share a slow connection with the program itself, whatever their priority.
  const QUIET = 2000;
  const fetchAhead = () => {
    let wait;
    const begin = () => {
      asked.disconnect();
      document.head.append(document.getElementById("ahead").content);
    };
    const later = () => {
      clearTimeout(wait);
      wait = setTimeout(begin, QUIET);
    };
    const asked = new PerformanceObserver(later);
    asked.observe({ type: "resource" });
    later();
  };

  import("/program.js")
    .then((app) => app.default())
    .then(fetchAhead, () => {
      const text = document.createElement("p");
      text.setAttribute("role", "alert");
      text.textContent =
        root.lang === "en"
          ? "The page could not be loaded. Please check your connection and load it again."
          : "Die Seite konnte nicht geladen werden. Vielleicht fehlt die Verbindung. Neu laden hilft oft.";
      const show = () => document.body.append(text);
      document.body ? show() : addEventListener("DOMContentLoaded", show);
    });
})();
