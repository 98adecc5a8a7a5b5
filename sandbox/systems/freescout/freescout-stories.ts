export const STUDIO = 1;
export const BOOKINGS = 2;
export const DESK = 3;
export const MARA = 4;
export const THEO = 5;

/** A conversation as it is seeded, so many hours ago. */
interface Told {
  hours: number;
  customer: number;
  mailbox: number;
  subject: string;
  status: string;
  assignee: number | null;
  tags: string[];
  /** `c` by the customer, `n` a note, else an answer; by whom, and the HTML. */
  threads: [string, number, string][];
}

export const stories: Told[] = [
  {
    hours: 400,
    customer: 45,
    mailbox: STUDIO,
    subject: "Gift voucher",
    status: "closed",
    assignee: DESK,
    tags: ["voucher"],
    threads: [
      ["c", 45, "<p>Hello!</p><p>Do you sell vouchers that I can print myself?</p>"],
      ["m", DESK, "We do: it comes as a PDF.<br>Any amount from 50&nbsp;€."],
    ],
  },
  {
    hours: 320,
    customer: 44,
    mailbox: STUDIO,
    subject: "Invoice for March",
    status: "closed",
    assignee: DESK,
    tags: ["invoice"],
    threads: [
      ["c", 44, "Could you send the invoice again, with my company's name?"],
      ["m", DESK, "Of course, it is attached."],
    ],
  },
  {
    hours: 260,
    customer: 47,
    mailbox: STUDIO,
    subject: "Table at the convention",
    status: "closed",
    assignee: DESK,
    tags: [],
    threads: [["c", 47, "<div>There is one table left in hall B.</div>"]],
  },
  {
    hours: 200,
    customer: 43,
    mailbox: BOOKINGS,
    subject: "Redness after a week",
    status: "closed",
    assignee: MARA,
    tags: ["aftercare"],
    threads: [
      ["c", 43, "<p>Is it normal that it still itches?</p>"],
      ["n", MARA, "Called her, all is well."],
      ["m", MARA, "It is, as long as it does not get warm. Keep it dry."],
    ],
  },
  {
    hours: 170,
    customer: 46,
    mailbox: STUDIO,
    subject: "Guest spot in April",
    status: "pending",
    assignee: DESK,
    tags: ["guest"],
    threads: [
      [
        "c",
        46,
        "<p>Hi, I would love to come for the first week of April.</p><blockquote>Lisbon, Porto, Vienna</blockquote>",
      ],
      ["m", DESK, "We will ask June and write again."],
    ],
  },
  {
    hours: 120,
    customer: 41,
    mailbox: BOOKINGS,
    subject: "A sprig of rosemary",
    status: "active",
    assignee: MARA,
    tags: ["sketch"],
    threads: [
      ["c", 41, "<p>Could the sprig be a little smaller?</p><p>Thank you,<br>Lena</p>"],
      ["m", MARA, "Eight centimetres keeps the leaves readable. Shall I draw it again?"],
      ["c", 41, "Yes please!"],
    ],
  },
  {
    hours: 96,
    customer: 48,
    mailbox: BOOKINGS,
    subject: "Can I bring my dog?",
    status: "closed",
    assignee: DESK,
    tags: [],
    threads: [
      ["c", 48, "She is small and sleeps all the time."],
      ["m", DESK, "Into the waiting room, gladly."],
    ],
  },
  {
    hours: 60,
    customer: 45,
    mailbox: BOOKINGS,
    subject: "Moving my appointment",
    status: "pending",
    assignee: DESK,
    tags: ["appointment"],
    threads: [
      ["c", 45, "I am ill, could we move it by two weeks?"],
      ["m", DESK, "Get well soon! Would the 14th suit you?"],
    ],
  },
  {
    hours: 30,
    customer: 42,
    mailbox: BOOKINGS,
    subject: "Covering an old piece",
    status: "active",
    assignee: THEO,
    tags: ["cover-up", "sketch"],
    threads: [
      ["c", 42, "<p>Two photos of the old piece are attached.</p><script>alert('no')</script>"],
      ["n", THEO, "Possible, but darker than he thinks."],
    ],
  },
  {
    hours: 20,
    customer: 44,
    mailbox: STUDIO,
    subject: "Parking",
    status: "active",
    assignee: null,
    tags: [],
    threads: [["c", 44, "Is there a place to park near the studio on Saturdays?"]],
  },
  {
    hours: 7,
    customer: 43,
    mailbox: BOOKINGS,
    subject: "How long does the film stay on?",
    status: "active",
    assignee: null,
    tags: ["aftercare"],
    threads: [["c", 43, "One day or two? The leaflet &amp; the website differ."]],
  },
  {
    hours: 2,
    customer: 48,
    mailbox: BOOKINGS,
    subject: "Second session",
    status: "active",
    assignee: MARA,
    tags: ["appointment"],
    threads: [["c", 48, "<p>When can we go on?</p>"]],
  },
  {
    hours: 300,
    customer: 47,
    mailbox: STUDIO,
    subject: "You have WON",
    status: "spam",
    assignee: null,
    tags: [],
    threads: [["c", 47, '<a href="https://prize.example">Click here</a>']],
  },
];
