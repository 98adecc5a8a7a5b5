/*
 * Parlour's booking form in any page, by one line:
 *   <script async src="https://parlour.example.org/embed/booking.js" data-artist="mara"></script>
 * Puts a frame after itself that grows with what it shows. Sets no cookie and reads nothing of the page around it
 * but the CSS variables --parlour-accent, -ground, -ink, -radius and -face where the script stands.
 */
(() => {
  const script = document.currentScript;
  if (!script) return;
  const { origin } = new URL(script.src);
  const said = script.dataset;
  const style = getComputedStyle(script.parentElement ?? document.documentElement);
  const wish = (name) => said[name] ?? style.getPropertyValue(`--parlour-${name}`).trim();

  /* Any CSS colour as six hexadecimal digits: the browser itself reads it. */
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const colour = (name) => {
    const value = wish(name);
    if (!value || !canvas || !CSS.supports("color", value)) return [];
    canvas.canvas.width = 1;
    canvas.canvas.height = 1;
    canvas.fillStyle = value;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    /* What shows through is no colour of its own: without its alpha, transparent would be black. */
    if (alpha < 255) return [];
    const digits = [red, green, blue].map((channel) => channel.toString(16).padStart(2, "0")).join("");
    return [`${name}-${digits}`];
  };
  const radius = Number.parseInt(wish("radius"), 10);
  const lang = (said.lang ?? document.documentElement.lang).slice(0, 2).toLowerCase();
  const look = [
    said.theme ?? "auto",
    ...["accent", "ground", "ink"].flatMap(colour),
    ...(radius >= 0 ? [`radius-${Math.min(radius, 32)}`] : []),
    ...(wish("face") ? [`face-${wish("face")}`] : []),
    ...(/^[a-z]{2}$/.test(lang) ? [`lang-${lang}`] : []),
  ].join("_");

  const frame = document.createElement("iframe");
  const path = [look, said.artist, said.artist && said.service].filter(Boolean).map(encodeURIComponent);
  frame.src = `${origin}/embed/booking/${path.join("/")}`;
  frame.title = said.title ?? (lang === "de" ? "Termin buchen" : "Book an appointment");
  frame.loading = "lazy";
  frame.style.cssText = "display:block;width:100%;height:720px;border:0;color-scheme:normal";
  script.after(frame);

  addEventListener("message", (event) => {
    if (event.origin !== origin || event.source !== frame.contentWindow) return;
    if (event.data?.type === "parlour:height") frame.style.height = `${event.data.height}px`;
    if (event.data?.type === "parlour:top" && frame.getBoundingClientRect().top < 0)
      frame.scrollIntoView({ block: "start" });
  });
})();
