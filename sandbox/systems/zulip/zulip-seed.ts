import { BOT_ID, type Sent, type ZulipState } from "./zulip-state.ts";

const MARA = 8;
const THEO = 9;
const JUNE = 10;
const DESK = 11;
const ADMIN = 12;

const TEAM = 3;
const BOOKINGS = 5;
const SUPPLIES = 6;
const OWNERS = 7;

/** Hours ago, channel, topic, who, and what. */
const said: [number, number, string, number, string][] = [
  [
    170,
    TEAM,
    "opening hours",
    ADMIN,
    "We stay closed on the **second Monday** of the month, for stock and cleaning.",
  ],
  [168, TEAM, "opening hours", JUNE, "Fine with me. Shall I put a note on the door?"],
  [167.5, TEAM, "opening hours", DESK, "Already printed :thumbs_up:"],
  [150, SUPPLIES, "ink", THEO, "We are down to one bottle of the black we use for fine lines."],
  [149, SUPPLIES, "ink", DESK, "Ordered six. They come on Thursday."],
  [
    120,
    BOOKINGS,
    "Lena Hofer",
    DESK,
    "Lena asks whether the rosemary sprig could be a little *smaller* than on the sketch.",
  ],
  [
    119,
    BOOKINGS,
    "Lena Hofer",
    MARA,
    "Of course. Tell her eight centimetres still keeps the leaves readable.",
  ],
  [
    96,
    BOOKINGS,
    "guest spot in spring",
    JUNE,
    "Ines from Lisbon asks for a guest spot in the first week of April.",
  ],
  [95, BOOKINGS, "guest spot in spring", ADMIN, "Happy to have her. June, do you share your room?"],
  [94, BOOKINGS, "guest spot in spring", JUNE, "Yes, I am away on two of those days anyway."],
  [72, SUPPLIES, "needles", MARA, "The new cartridges are good. I would switch altogether."],
  [71, SUPPLIES, "needles", THEO, "+1"],
  [
    50,
    TEAM,
    "aftercare leaflet",
    THEO,
    "Draft of the new leaflet:\n\n1. Leave the film on for a day\n2. Wash with lukewarm water\n3. A thin layer of cream, no more",
  ],
  [49, TEAM, "aftercare leaflet", MARA, "Please add that swimming has to wait for *two weeks*."],
  [
    30,
    BOOKINGS,
    "walk-ins on Saturday",
    DESK,
    "Three people asked for walk-ins on Saturday. Theo, is your afternoon free?",
  ],
  [29, BOOKINGS, "walk-ins on Saturday", THEO, "From two o'clock on, small pieces only."],
  [24, BOOKINGS, "appointments", BOT_ID, "Confirmed: Lena Hofer with Mara."],
  [9, TEAM, "aftercare leaflet", THEO, "Done. It is in the shared folder."],
  [6, BOOKINGS, "appointments", BOT_ID, "Requested: Jonas Weber would like to see Theo."],
  [
    5,
    BOOKINGS,
    "appointments",
    THEO,
    "I take it. @**Front Desk** could you ask for a photo of the old piece?",
  ],
  [4, BOOKINGS, "appointments", DESK, "Asked, and he has sent two."],
  [2, TEAM, "coffee machine", JUNE, "It works again. Nobody asks what it was."],
  [0.5, OWNERS, "rent", ADMIN, "The new contract is signed."],
];

/** A studio's chat as it may look at `nowMs`. */
export function seedZulip(nowMs: number): ZulipState {
  const person = (id: number, name: string, email: string, role = 400, isActive = true) => ({
    id,
    name,
    email,
    role,
    isActive,
    isBot: id === BOT_ID,
  });
  return {
    people: [
      person(MARA, "Mara Lindqvist", "mara@parlour.test"),
      person(THEO, "Theo Brandl", "theo@parlour.test"),
      person(JUNE, "June Okafor", "june@parlour.test", 300),
      person(DESK, "Front Desk", "staff@parlour.test"),
      person(ADMIN, "Studio Admin", "admin@parlour.test", 100),
      person(14, "Pia Novak", "pia@parlour.test", 600, false),
      person(BOT_ID, "Parlour", "parlour-bot@parlour.test"),
    ],
    streams: [
      {
        id: TEAM,
        name: "team",
        description: "Everything that concerns all of us",
        isPrivate: false,
        members: [],
      },
      {
        id: BOOKINGS,
        name: "bookings",
        description: "Who comes when, and what they want",
        isPrivate: false,
        members: [],
      },
      { id: SUPPLIES, name: "supplies & orders", description: "", isPrivate: false, members: [] },
      { id: OWNERS, name: "owners", description: "Contracts and numbers", isPrivate: true, members: [ADMIN] },
    ],
    messages: said.map(
      ([hours, streamId, topic, senderId, content], index): Sent => ({
        id: 1001 + index * 3,
        senderId,
        timestamp: Math.floor(nowMs / 1000 - hours * 3600),
        content,
        to: { streamId, topic },
      }),
    ),
  };
}
