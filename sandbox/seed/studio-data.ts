/** The demo's studio: who works when, what can be booked. */

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
    changeNoticeMinutes: 1440,
    hours: days([2, 3, 4, 5, 6], 10, 18),
    serviceIds: ["fine-line", "consultation", "large-piece", "own-design"],
    calendar: true,
  },
  {
    id: "theo",
    slug: "theo",
    name: "Theo",
    bio: "Blackwork and lettering. Bring a word, leave with a drawing.",
    dailyMaximum: 3,
    weeklyMaximum: 12,
    hours: days([1, 2, 3, 4, 5], 11, 19, [14, 15]),
    serviceIds: ["blackwork", "lettering", "consultation", "sleeve"],
    calendar: true,
  },
  {
    id: "june",
    slug: "june",
    name: "June",
    bio: "Watercolour and colour restoration. Confirms every request by hand.",
    dailyMaximum: 2,
    hours: days([3, 4, 5, 6], 12, 20),
    serviceIds: ["watercolour", "consultation", "own-design"],
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
    durationChoices: [90, 180],
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
    depositAmount: 5000,
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
  {
    ...service,
    id: "sleeve",
    name: "Sleeve, four sittings",
    description: "A whole arm in four sittings, three weeks apart so that it can heal.",
    durationMinutes: 180,
    bufferBeforeMinutes: 15,
    bufferAfterMinutes: 15,
    sessions: 4,
    sessionGapDays: 21,
    priceNote: "from 1,600 €",
  },
  {
    ...service,
    id: "own-design",
    name: "Your own design",
    description: "Tell us what you have in mind. We answer with times that suit it.",
    durationMinutes: 180,
    bookingMode: "idea" as const,
    bufferAfterMinutes: 15,
    priceNote: "by arrangement",
  },
];

export const demoSettings = {
  name: "Parlour Studio",
  timeZone: "Europe/Vienna",
  address: "Neubaugasse 12\n1070 Wien",
  contactEmail: "hello@parlour.test",
  phone: "+43 1 234 56 78",
  currency: "EUR",
  paymentUrl: "https://pay.example.org/parlour?reference={reference}&amount={amount}&currency={currency}",
};
