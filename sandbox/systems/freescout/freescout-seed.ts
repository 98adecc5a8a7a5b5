import type { Conversation, Customer, FreeScoutState, HelpUser, Thread } from "./freescout-state.ts";
import { BOOKINGS, DESK, MARA, STUDIO, stories, THEO } from "./freescout-stories.ts";

const HOUR = 3_600_000;
const people: [number, string, string, string, string][] = [
  [41, "Lena", "Hofer", "lena.hofer@example.org", "+43 660 1234567"],
  [42, "Jonas", "Weber", "jonas.weber@example.org", "+49 151 7654321"],
  [43, "Aylin", "Demir", "aylin@example.net", ""],
  [44, "Marek", "Novotný", "marek.novotny@example.org", "+420 601 222 333"],
  [45, "Sofia", "Rossi", "sofia.rossi@example.com", ""],
  [46, "Ines", "Carvalho", "ines@example.pt", "+351 912 000 111"],
  [47, "", "", "convention@example.org", ""],
  [48, "Felix", "Aigner", "felix.aigner@example.at", "+43 664 9876543"],
];

/** A studio's help desk as it may look at `nowMs`. */
export function seedFreeScout(nowMs: number): FreeScoutState {
  const users: HelpUser[] = [
    { id: DESK, firstName: "Front", lastName: "Desk", email: "staff@parlour.test", role: "user" },
    { id: MARA, firstName: "Mara", lastName: "Lindqvist", email: "mara@parlour.test", role: "user" },
    { id: THEO, firstName: "Theo", lastName: "Brandl", email: "theo@parlour.test", role: "user" },
    { id: 6, firstName: "Studio", lastName: "Admin", email: "admin@parlour.test", role: "admin" },
  ];
  const customers = people.map(
    ([id, firstName, lastName, email, phone], index): Customer => ({
      id,
      firstName,
      lastName,
      email,
      otherEmails: id === 42 ? ["jonas@example.net"] : [],
      phone,
      company: id === 44 ? "Novotný s.r.o." : "",
      createdAt: nowMs - (500 - index * 10) * HOUR,
    }),
  );
  let threadId = 900;
  const conversations = stories
    .toSorted((one, other) => other.hours - one.hours)
    .map((each, index): Conversation => {
      const createdAt = nowMs - each.hours * HOUR;
      const threads = each.threads.map(([letter, by, body], place): Thread => {
        threadId += 1;
        return {
          id: threadId,
          type: letter === "c" ? "customer" : letter === "n" ? "note" : "message",
          body,
          by: { kind: letter === "c" ? "customer" : "user", id: by },
          createdAt: createdAt + place * 0.4 * HOUR,
          attachments: each.subject.startsWith("Covering") && place === 0 ? photos() : [],
        };
      });
      return {
        id: 201 + index,
        number: 101 + index,
        subject: each.subject,
        status: each.status,
        mailboxId: each.mailbox,
        customerId: each.customer,
        assigneeId: each.assignee,
        tags: each.tags,
        threads,
        createdAt,
        updatedAt: threads.at(-1)?.createdAt ?? createdAt,
      };
    });
  return {
    mailboxes: [
      { id: STUDIO, name: "Studio", email: "hello@parlour.test" },
      { id: BOOKINGS, name: "Bookings", email: "bookings@parlour.test" },
    ],
    users,
    customers,
    conversations,
    nextThreadId: threadId + 1,
    mailed: [],
  };
}

function photos(): Thread["attachments"] {
  return [
    { id: 71, fileName: "left arm.jpg", mimeType: "image/jpeg", size: 482_113 },
    { id: 72, fileName: "left arm, closer.jpg", mimeType: "image/jpeg", size: 511_870 },
  ];
}
