/** Lines of a drawing as SVG: paths around the origin, about 1000 units across. */
export type Ink = { line: string; fill: string; accent: string };

const round = (value: number) => Math.round(value * 10) / 10;
const turn = (angle: number, distance: number) =>
  `${round(Math.cos(angle) * distance)} ${round(Math.sin(angle) * distance)}`;
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

const stroke = (d: string, colour: string, width: number, fill = "none") =>
  `<path d="${d}" fill="${fill}" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
const at = (x: number, y: number, angle: number, scale: number, content: string) =>
  `<g transform="translate(${round(x)} ${round(y)}) rotate(${round(angle)}) scale(${scale})">${content}</g>`;

/** A pointed leaf that grows along the x axis. */
function leaf(ink: Ink, length: number, width: number): string {
  const outline = `M0 0C${length * 0.25} ${-width} ${length * 0.75} ${-width * 0.9} ${length} 0C${length * 0.7} ${width * 0.6} ${length * 0.3} ${width * 0.7} 0 0Z`;
  const veins = range(4).map((index) => {
    const x = length * (0.2 + index * 0.17);
    return `M${round(x)} 0l${round(length * 0.1)} ${round(-width * 0.45)}`;
  });
  return (
    stroke(outline, ink.line, 7, ink.fill) + stroke(`M0 0H${length * 0.92}${veins.join("")}`, ink.line, 3.5)
  );
}

/** A sprig with leaves on both sides of a bent stem. */
export function sprig(ink: Ink): string {
  const leaves = range(13).map((index) => {
    const y = 400 - index * 62;
    const x = Math.sin(index / 4) * 70;
    const side = index % 2 === 0 ? -1 : 1;
    const length = 250 - Math.abs(index - 5) * 15;
    return at(x, y, side < 0 ? 212 - index * 3 : -32 + index * 3, 1, leaf(ink, length, side * (46 - index)));
  });
  const buds = range(3).map(
    (index) =>
      `<circle cx="${30 + index * 26}" cy="${-430 - index * 30}" r="${20 - index * 4}" fill="${ink.accent}" stroke="${ink.line}" stroke-width="6"/>`,
  );
  return (
    stroke("M-30 480C0 300 -60 200 40 0C110 -160 60 -300 60 -470", ink.line, 9) +
    leaves.join("") +
    buds.join("")
  );
}

/** A flower of rings of petals. */
export function rose(ink: Ink): string {
  const rings = [
    { count: 9, radius: 300, size: 1 },
    { count: 7, radius: 215, size: 0.78 },
    { count: 6, radius: 135, size: 0.55 },
    { count: 4, radius: 65, size: 0.36 },
  ];
  const petal =
    stroke(
      "M-120 90C-190 -40 -110 -170 0 -150C110 -170 190 -40 120 90C60 130 -60 130 -120 90Z",
      ink.line,
      9,
      ink.fill,
    ) + stroke("M-80 40C-60 -40 -30 -80 0 -90M60 50C60 -10 50 -50 30 -80", ink.line, 4);
  const petals = rings.flatMap(({ count, radius, size }, ring) =>
    range(count).map((index) => {
      const angle = (index / count) * 360 + ring * 23;
      const radians = (angle * Math.PI) / 180;
      return at(Math.cos(radians) * radius, Math.sin(radians) * radius, angle + 90, size, petal);
    }),
  );
  const leaves = [20, 145, 262].map((angle) => at(0, 0, angle, 1.3, at(290, 0, 0, 1, leaf(ink, 240, 90))));
  return at(
    0,
    0,
    0,
    0.86,
    `${leaves.join("")}${petals.join("")}<circle r="34" fill="${ink.accent}" stroke="${ink.line}" stroke-width="8"/>`,
  );
}

/** An ornament of turned petals and dots. */
export function mandala(ink: Ink): string {
  const parts: string[] = [];
  for (const [ring, { count, inner, outer, width }] of [
    { count: 24, inner: 370, outer: 480, width: 40 },
    { count: 16, inner: 230, outer: 390, width: 62 },
    { count: 12, inner: 120, outer: 270, width: 50 },
    { count: 8, inner: 30, outer: 150, width: 42 },
  ].entries()) {
    const petal =
      stroke(
        `M${inner} 0C${inner + 20} ${-width} ${outer - 50} ${-width} ${outer} 0C${outer - 50} ${width} ${inner + 20} ${width} ${inner} 0Z`,
        ink.line,
        6,
        ring % 2 === 0 ? ink.fill : ink.accent,
      ) + stroke(`M${inner + 25} 0H${outer - 35}`, ink.line, 3.5);
    for (const index of range(count)) parts.push(at(0, 0, (index / count) * 360, 1, petal));
    for (const index of range(count)) {
      const [x = "0", y = "0"] = turn(((index + 0.5) / count) * 2 * Math.PI, outer - 8).split(" ");
      parts.push(`<circle cx="${x}" cy="${y}" r="${11 - ring}" fill="${ink.line}"/>`);
    }
  }
  return parts.join("");
}

/** A moth with patterned wings. */
export function moth(ink: Ink): string {
  const wing =
    stroke("M0 -60C120 -330 420 -400 490 -300C500 -160 330 20 40 40Z", ink.line, 10, ink.fill) +
    stroke("M20 40C180 60 360 150 330 300C250 380 90 260 20 90Z", ink.line, 10, ink.accent) +
    stroke(
      "M40 -50C170 -250 330 -320 440 -290M50 -20C200 -140 330 -210 470 -230M60 10C220 -60 330 -120 440 -150",
      ink.line,
      5,
    ) +
    stroke("M50 80C150 120 260 200 300 270M40 90C110 150 190 250 230 310", ink.line, 5) +
    `<circle cx="310" cy="-210" r="46" fill="${ink.accent}" stroke="${ink.line}" stroke-width="8"/><circle cx="310" cy="-210" r="18" fill="${ink.line}"/>`;
  const rings = range(7).map(
    (index) =>
      `<ellipse cy="${20 + index * 44}" rx="${46 - index * 4}" ry="26" fill="${ink.fill}" stroke="${ink.line}" stroke-width="7"/>`,
  );
  const feelers = stroke(
    "M-14 -110C-60 -230 -140 -280 -190 -280M14 -110C60 -230 140 -280 190 -280",
    ink.line,
    8,
  );
  return `${wing}<g transform="scale(-1 1)">${wing}</g>${rings.join("")}<circle cy="-66" r="50" fill="${ink.fill}" stroke="${ink.line}" stroke-width="9"/>${feelers}`;
}

/** Mountains, a moon and hatched light inside a circle. */
export function mountains(ink: Ink): string {
  const hatches = range(26).map(
    (index) => `M${-420 + index * 20} ${330 - index * 17}l${70 + (index % 4) * 18} 0`,
  );
  const stars = range(16).map((index) => {
    const [x = "0", y = "0"] = turn(-0.3 - index * 0.17, 190 + ((index * 97) % 240)).split(" ");
    return `<circle cx="${x}" cy="${y}" r="${4 + (index % 3) * 3}" fill="${ink.line}"/>`;
  });
  return (
    `<clipPath id="ring"><circle r="460"/></clipPath><g clip-path="url(#ring)">` +
    `<circle cx="150" cy="-180" r="120" fill="${ink.accent}" stroke="${ink.line}" stroke-width="8"/>${stars.join("")}` +
    stroke("M-520 380L-180 -160L-60 30L60 -110L520 400Z", ink.line, 10, ink.fill) +
    stroke(hatches.join(""), ink.line, 5) +
    stroke("M-180 -160L-120 60L-190 150L-130 300M60 -110L90 80L40 180L120 320", ink.line, 6) +
    stroke(
      range(6)
        .map((index) => `M-480 ${400 + index * 20}q120 ${-20 - index * 2} 240 0t240 0t240 0t240 0`)
        .join(""),
      ink.line,
      5,
    ) +
    `</g><circle r="460" fill="none" stroke="${ink.line}" stroke-width="14"/><circle r="492" fill="none" stroke="${ink.line}" stroke-width="4"/>`
  );
}

/** A bird in flight with spread feathers. */
export function swallow(ink: Ink): string {
  const feathers = (count: number, from: number, to: number, reach: number) =>
    range(count)
      .map((index) =>
        at(0, 0, from + ((to - from) * index) / (count - 1), 1, leaf(ink, reach - index * 26, 30)),
      )
      .join("");
  return (
    at(-40, -30, 0, 1, feathers(9, -158, -118, 470)) +
    at(50, -40, 0, 1, feathers(9, -22, -64, 450)) +
    at(10, 160, 0, 1, feathers(3, 62, 116, 380)) +
    stroke(
      "M-10 -190C110 -190 150 -60 110 60C90 150 60 220 10 260C-50 210 -90 130 -90 30C-110 -70 -90 -180 -10 -190Z",
      ink.line,
      10,
      ink.fill,
    ) +
    stroke(
      "M-60 -20C-20 40 50 50 100 0C90 90 60 160 14 200C-30 150 -60 80 -60 -20Z",
      ink.line,
      6,
      ink.accent,
    ) +
    stroke("M-40 -176L-96 -206L-66 -150", ink.line, 8, ink.line) +
    `<circle cx="-8" cy="-140" r="13" fill="${ink.line}"/>`
  );
}

/** One line of handwriting nobody has to read. */
export function handwriting(ink: Ink): string {
  let path = "M-480 30";
  for (const index of range(17)) {
    const tall = [120, 46, 60, 150, 48, 40, 130][index % 7] ?? 50;
    path += `c14 ${-tall} 40 ${-tall} 30 ${-tall * 0.3}s-20 ${tall * 0.5} 26 ${tall * 0.3}`;
  }
  return stroke(path, ink.line, 9) + stroke("M-420 130C-100 90 260 100 500 60", ink.line, 5);
}
