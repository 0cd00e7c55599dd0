// Gathers the data of the widgets that this script is for: KIND and WORDS stand above it. Words are the same on every
// page, and so come with the script; texts stand in the readable version, and are taken from there (see texts.py).
for (const widget of document.querySelectorAll(`ww-widget[data-kind="${KIND}"]`)) {
  const data = widget.querySelector('script[type="application/json"]');
  const texts = [...widget.querySelectorAll("[data-ww-text]")];
  const whole = (_, value) => (typeof value?.at === "number" ? texts[value.at].innerHTML : value);
  widget.data = { ...JSON.parse(data.textContent, whole), words: WORDS };
}
