/** Who asked the demo's studio for something: requests, customers, ideas, the waitlist. */

export const demoRequests = [
  {
    slug: "mara",
    serviceId: "fine-line",
    inDays: 3,
    confirmed: false,
    clientName: "Lena Hofer",
    clientEmail: "lena.hofer@example.org",
    description:
      "A sprig of rosemary on the inner forearm, about 8 cm.\nI have a small scar there, hope that is fine.",
  },
  {
    slug: "mara",
    serviceId: "consultation",
    inDays: 4,
    confirmed: true,
    clientName: "Jonas Weber",
    clientEmail: "jonas.weber@example.org",
    description: "Cover-up of an old lettering on the shoulder",
  },
  {
    slug: "theo",
    serviceId: "lettering",
    inDays: 5,
    confirmed: true,
    clientName: "Aylin Demir",
    clientEmail: "aylin.demir@example.org",
    description: "My grandmother's handwriting, one line",
  },
  {
    slug: "june",
    serviceId: "watercolour",
    inDays: 6,
    confirmed: false,
    clientName: "Ben Carter",
    clientEmail: "ben.carter@example.org",
    description: "A kingfisher, mostly blue",
  },
  {
    slug: "mara",
    serviceId: "fine-line",
    inDays: 9,
    confirmed: true,
    clientName: "Nora Weiß",
    clientEmail: "nora.weiss@example.org",
    clientPhone: "+43 660 1234567",
    description: "The swallow, as in the second sketch",
  },
  {
    slug: "theo",
    serviceId: "blackwork",
    inDays: 11,
    confirmed: true,
    clientName: "Jonas Gruber",
    clientEmail: "jonas.gruber@example.org",
    clientPhone: "0664/9876543",
    description: "Second session of the sleeve",
  },
];

/** What the studio knows of customers beside their bookings; a folder is one of the sandbox cloud's. */
export const demoCustomers = [
  {
    name: "Nora Weiß",
    email: "nora.weiss@example.org",
    tags: ["Regular", "Fine line"],
    note: "Heals slowly: leave six weeks between sessions.",
    folder: "Nora Weiß",
  },
  {
    name: "Jonas Gruber",
    email: "jonas.gruber@example.org",
    tags: ["Sleeve", "Nickel allergy"],
    note: "Prefers mornings. Deposit for all three sessions is paid.",
    folder: "Jonas Gruber",
  },
  {
    name: "Lena Hofer",
    email: "lena.hofer@example.org",
    tags: ["Fine line"],
    note: "Small scar on the inner forearm, asked about it by phone.",
    folder: null,
  },
  {
    name: "Søren Kjær",
    email: "soren.kjaer@example.org",
    tags: ["Waiting list"],
    note: "Would like a walk-in day, any artist.",
    folder: null,
  },
];

/** Ideas for an artist; `offered` ones were answered with times. */
export const demoInquiries = [
  {
    artistId: "mara",
    serviceId: "own-design",
    clientName: "Ida Brandt",
    clientEmail: "ida.brandt@example.org",
    clientPhone: "+43 660 5551234",
    description:
      "A heron standing in reeds, seen from the side. Fine lines, hardly any shading.\nMy grandfather watched them every morning.",
    placement: "Outer calf, right",
    size: "About 18 cm high",
    budget: "Up to 500 €",
    wishes: "Fridays or Saturdays, from January on",
    timeZone: "Europe/Vienna",
    offered: null,
  },
  {
    artistId: "mara",
    serviceId: "own-design",
    clientName: "Tomás Rivera",
    clientEmail: "tomas.rivera@example.org",
    description: "Olive branch around the upper arm, three leaves for three children.",
    placement: "Upper arm, left",
    size: "A band of 4 cm",
    budget: "",
    wishes: "Mornings",
    timeZone: "Europe/Madrid",
    offered: {
      word: "Lovely idea. I open on a Monday for this, so that we have time to fit it around the arm.",
    },
  },
];

/** Somebody who waits for a day on which nothing is free. */
export const demoWaitlist = {
  artistId: "mara",
  serviceId: "fine-line",
  weekdays: [1],
  clientName: "Greta Lang",
  clientEmail: "greta.lang@example.org",
  description: "A small fern behind the ear. Mondays only, I work the rest of the week.",
  timeZone: "Europe/Vienna",
};
