// In pages that `widerwindow serve` shows, and in no file of a site: loads the page anew when it was built again, and
// says what is wrong where it could not be. A page that nobody sees does not wait: a browser keeps few lines open.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const { news = "", build } = script.dataset;
  const place = document.createElement("div");
  place.setAttribute("role", "status");
  Object.assign(place.style, {
    position: "fixed",
    inset: "auto 0 0 0",
    maxHeight: "50vh",
    overflow: "auto",
    zIndex: 99,
    background: "canvas",
    color: "canvastext",
    font: "0.9rem/1.4 monospace",
    whiteSpace: "pre-wrap",
  });
  /** @type {EventSource | undefined} */
  let line;

  /** @param {string} fault */
  const show = (fault) => {
    place.textContent = fault;
    Object.assign(place.style, fault ? { padding: "1rem", borderTop: "4px solid" } : { padding: 0, border: 0 });
  };

  const listen = () => {
    line?.close();
    if (document.hidden) return;
    line = new EventSource(news);
    line.onmessage = ({ data }) => {
      const now = JSON.parse(data);
      if (now.build === build) show(now.fault);
      else location.reload();
    };
  };

  document.body.append(place);
  document.addEventListener("visibilitychange", listen);
  listen();
})();
