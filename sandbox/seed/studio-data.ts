/** The demo's studio: who works when, what can be booked, who has asked. */

const days = (weekdays: number[], from: number, to: number, pause?: [number, number]) =>
  weekdays.flatMap((weekday) =>
    pause
      ? [
          { weekday, startMinute: from * 60, endMinute: pause[0] * 60 },
          { weekday, startMinute: pause[1] * 60, endMinute: to * 60 },
        ]
      : [{ weekday, startMinute: from * 60, endMinute: to * 60 }],
  );

export const demoArtists = [
  {
    id: "mara",
    slug: "mara",
    name: "Mara",
    bio: "Fine line and botanical work. Quiet sessions, drawn for you the week before.",
    dailyMaximum: null,
    hours: days([2, 3, 4, 5, 6], 10, 18),
    serviceIds: ["fine-line", "consultation", "large-piece"],
    calendar: true,
  },
  {
    id: "theo",
    slug: "theo",
    name: "Theo",
    bio: "Blackwork and lettering. Bring a word, leave with a drawing.",
    dailyMaximum: 3,
    hours: days([1, 2, 3, 4, 5], 11, 19, [14, 15]),
    serviceIds: ["blackwork", "lettering", "consultation"],
    calendar: true,
  },
  {
    id: "june",
    slug: "june",
    name: "June",
    bio: "Watercolour and colour restoration. Confirms every request by hand.",
    dailyMaximum: 2,
    hours: days([3, 4, 5, 6], 12, 20),
    serviceIds: ["watercolour", "consultation"],
    calendar: false,
  },
];

const service = {
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 720,
  horizonDays: 90,
  slotStepMinutes: 30,
  priceNote: "",
};

export const demoServices = [
  {
    ...service,
    id: "fine-line",
    name: "Fine line",
    description: "A small to medium piece in fine lines.",
    durationMinutes: 120,
    bufferAfterMinutes: 15,
    priceNote: "from 180 €",
  },
  {
    ...service,
    id: "consultation",
    name: "Consultation",
    description: "Half an hour to talk about your idea, placement and size.",
    durationMinutes: 30,
    minimumNoticeMinutes: 240,
    priceNote: "free",
  },
  {
    ...service,
    id: "large-piece",
    name: "Large piece, full day",
    description: "One sitting of a larger work, with breaks.",
    durationMinutes: 360,
    bufferAfterMinutes: 30,
    minimumNoticeMinutes: 2880,
    slotStepMinutes: 60,
    priceNote: "from 700 €",
  },
  {
    ...service,
    id: "blackwork",
    name: "Blackwork",
    description: "Solid black, geometric or ornamental.",
    durationMinutes: 180,
    bufferBeforeMinutes: 15,
    bufferAfterMinutes: 15,
    priceNote: "from 260 €",
  },
  {
    ...service,
    id: "lettering",
    name: "Lettering",
    description: "Words, dates and names, drawn by hand.",
    durationMinutes: 90,
    bufferAfterMinutes: 15,
    priceNote: "from 140 €",
  },
  {
    ...service,
    id: "watercolour",
    name: "Watercolour",
    description: "Soft edges and colour washes.",
    durationMinutes: 150,
    bufferAfterMinutes: 15,
    priceNote: "from 220 €",
  },
];

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
