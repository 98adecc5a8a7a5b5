import { describe, expect, test } from "vitest";
import type { NewsReader } from "#db/queries/news-choices.ts";
import type { UserRow } from "#db/queries/users.ts";
import { testUser } from "#tests/support/test-users.ts";
import type { AppointmentNews } from "./news-payload.ts";
import { planAppointmentNews } from "./plan-news.ts";

const NOW = Date.parse("2026-12-01T12:00:00Z");
const ALL = { bell: true, mail: true, talk: true, matrix: true };

function news(more: Partial<AppointmentNews> = {}): AppointmentNews {
  return {
    happened: "requested",
    status: "PENDING",
    reason: "",
    startMs: NOW,
    endMs: NOW + 1,
    byKind: "customer",
    byId: "",
    byName: "customer",
    ...more,
  };
}

function reader(user: Partial<UserRow>, channels?: Record<string, string[]>): NewsReader {
  const id = user.id ?? "somebody";
  return {
    user: testUser(id, user),
    choices: channels
      ? { userId: id, channels, quietFrom: null, quietTo: null, timeZone: "UTC", updatedAt: 0 }
      : null,
  };
}

const mara = { id: "user-mara", role: "artist", artistId: "mara" } as const;
const plan = (input: { news?: AppointmentNews; reader: NewsReader; possible?: typeof ALL }) =>
  planAppointmentNews({ news: news(), possible: ALL, artistId: "mara", nowMs: NOW, ...input });
const told = (input: Parameters<typeof plan>[0]) => {
  const it = plan(input);
  return it && [...(it.bell ? ["bell"] : []), ...(it.mail ? ["mail"] : []), ...it.chats];
};

describe("who chose nothing", () => {
  test.each<[string, Partial<UserRow>, Partial<AppointmentNews>, string[] | null]>([
    // Their mail is a notice of its own.
    ["an artist of a request", mara, {}, ["bell"]],
    [
      "an artist of what the desk confirms",
      mara,
      { happened: "confirmed", byKind: "staff", byId: "x" },
      ["bell"],
    ],
    [
      "an artist of what the desk cancels",
      mara,
      { happened: "cancelled", byKind: "staff", byId: "x" },
      ["bell"],
    ],
    ["another artist", { ...mara, id: "user-theo", artistId: "theo" }, {}, null],
    ["the desk", { role: "staff" }, {}, null],
    ["an admin", { role: "admin" }, {}, null],
    ["an admin who is the artist", { role: "admin", artistId: "mara" }, {}, ["bell"]],
    ["an admin who is another artist", { role: "admin", artistId: "theo" }, {}, null],
  ])("%s", (_name, user, happened, expected) => {
    expect(told({ reader: reader(user), news: news(happened) })).toEqual(expected);
  });
});

test("nobody is told what they did themselves", () => {
  const own = news({ happened: "confirmed", byKind: "artist", byId: "user-mara" });
  expect(plan({ reader: reader(mara, { confirmed: ["bell", "mail", "matrix"] }), news: own })).toBeNull();
});

test("what changed in their own calendar is no news to the artist, but to the desk; what expired is to both", () => {
  const inCalendar = news({ happened: "cancelled", byKind: "worker", reason: "deleted_in_calendar" });
  expect(told({ reader: reader(mara), news: inCalendar })).toBeNull();
  const desk = reader({ role: "staff" }, { cancelled: ["bell"] });
  expect(told({ reader: desk, news: inCalendar })).toEqual(["bell"]);
  const expired = news({ happened: "declined", byKind: "worker", reason: "expired" });
  expect(told({ reader: reader(mara), news: expired })).toEqual(["bell"]);
});

test("mail that was chosen comes also of what the desk does, once, and of what a customer does as the notice it was", () => {
  const chose = reader(mara, { cancelled: ["mail"], requested: ["mail"] });
  const byDesk = news({ happened: "cancelled", byKind: "staff", byId: "user-staff" });
  expect(told({ reader: chose, news: byDesk })).toEqual(["mail"]);
  expect(told({ reader: chose })).toBeNull();
});

test("a move belongs to what is cancelled; whoever chose nothing of it hears nothing", () => {
  const moved = news({ happened: "rescheduled", byKind: "customer" });
  expect(told({ reader: reader({ role: "admin" }, { cancelled: ["talk"] }), news: moved })).toEqual(["talk"]);
  expect(told({ reader: reader({ role: "admin" }, { requested: ["talk"] }), news: moved })).toBeNull();
});

test("what cannot reach somebody is left out", () => {
  const possible = { bell: true, mail: false, talk: false, matrix: true };
  const everything = reader({ role: "staff" }, { requested: ["bell", "mail", "talk", "matrix"] });
  expect(told({ reader: everything, possible })).toEqual(["bell", "matrix"]);
});

test("an admin who is an artist hears of everybody only where they asked for it", () => {
  const user = { id: "boss", role: "admin", artistId: "theo" } as const;
  expect(told({ reader: reader(user, { requested: ["bell"] }) })).toBeNull();
  expect(told({ reader: reader(user, { requested: ["bell"], more: ["everybody"] }) })).toEqual(["bell"]);
  // An artist can never.
  expect(
    told({ reader: reader({ ...user, role: "artist" }, { requested: ["bell"], more: ["everybody"] }) }),
  ).toBeNull();
});

test("in quiet hours mail and chats wait, and the bell does not", () => {
  const quiet = reader(mara, { confirmed: ["bell", "mail", "matrix"] });
  if (quiet.choices) Object.assign(quiet.choices, { quietFrom: 11 * 60, quietTo: 13 * 60 });
  const confirmed = news({ happened: "confirmed", byKind: "staff", byId: "x" });
  expect(plan({ reader: quiet, news: confirmed })).toEqual({
    bell: true,
    mail: true,
    chats: ["matrix"],
    heldUntil: Date.parse("2026-12-01T13:00:00Z"),
  });
});
