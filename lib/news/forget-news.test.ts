import { expect, test } from "vitest";
import { listBell } from "#db/queries/bell.ts";
import { findMessengerUser } from "#db/queries/messenger-users.ts";
import { forgetOldAppointments } from "#lib/appointments/forget-old-appointments.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { deleteCustomer } from "#lib/customers/delete-customer.ts";
import { changeSettings } from "#lib/studio/change-settings.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { DECISION_WAIT_MS } from "#lib/sync/outbox-rows.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import { headerOf, startMailServer } from "#tests/support/mail-server.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { insertTestUsers } from "#tests/support/test-users.ts";
import { saveNewsChoices } from "./save-news-choices.ts";

const { cancelManagedAppointment } = appointmentVerbs;

/** A homeserver that nobody reaches: what is said to it waits. */
const MATRIX = {
  MATRIX_HOMESERVER_URL: "http://127.0.0.1:9",
  MATRIX_SERVER_NAME: "example.org",
  MATRIX_AS_TOKEN: "as-token-of-the-tests",
  MATRIX_HS_TOKEN: "hs-token-of-the-tests",
};
const every = { bell: true, mail: true, talk: false, matrix: true };
const events = { requested: every, confirmed: every, cancelled: every };
const PERSONAL = /Lena|Hofer|lena@|\+43/;

/** Everything the database holds, as text. */
function dump({ db }: TestStudio): string {
  const tables = db.$client
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .all();
  return tables
    .map(({ name }) => `${name}: ${JSON.stringify(db.$client.prepare(`SELECT * FROM "${name}"`).all())}`)
    .join("\n");
}

/** Mara hears of everything at once, the desk after its quiet hours. */
async function withReaders() {
  const server = await startMailServer();
  const studio = await openStudio({ variables: { ...MATRIX, SMTP_URL: server.url } });
  insertTestUsers(studio.db);
  await saveNewsChoices(studio.ctx("mara"), { events });
  const quiet = { from: "22:00", to: "07:30", timeZone: "Europe/Vienna" };
  await saveNewsChoices(studio.ctx("staff"), { events, quiet });
  return { studio, server };
}

const deliver = (studio: TestStudio) =>
  deliverOutbox(studio.ctx("worker"), {
    limit: 50,
    queues: [{ kind: "messenger", to: "news" }, { kind: "mail" }, { kind: "notice" }],
  });

function bellOf({ db }: TestStudio, userId: string) {
  const member = findMessengerUser(db, "default", userId);
  if (!member) return [];
  return listBell(db, member, { before: Number.MAX_SAFE_INTEGER, limit: 50 }).entries.map(
    ({ data }) => data.title,
  );
}

test("of a deleted customer nothing stays in what people were told; what ends with them is told once, without a name", async () => {
  const { studio, server } = await withReaders();
  const {
    appointment: { id: first },
    manageUrl,
  } = await studio.request();
  await studio.request({ startTime: TEN + DAY });
  await deliver(studio);
  // Cancelled by the customer (`byName`), and neither told nor mailed yet.
  await cancelManagedAppointment(studio.ctx("customer"), manageUrl.split("/").at(-1) ?? "");
  expect(bellOf(studio, "user-mara")).toHaveLength(2);
  expect(dump(studio)).toMatch(PERSONAL);
  const { customerId } = await studio.appointment(first);
  const mailed = server.mails.length;
  await deleteCustomer(studio.ctx("admin"), customerId ?? "", { files: "keep", cancelUpcoming: true });
  expect(dump(studio).match(PERSONAL)?.[0] ?? null).toBeNull();
  expect(bellOf(studio, "user-mara")).toEqual([]);

  studio.clock.advance(DECISION_WAIT_MS);
  for (let again = 0; again < 3; again++) await deliver(studio);
  studio.clock.advance(12 * HOUR);
  for (let again = 0; again < 3; again++) await deliver(studio);
  const title = "Cancelled: somebody whose data was deleted, Session";
  for (const reader of ["user-mara", "user-staff"]) expect(bellOf(studio, reader)).toEqual([title]);
  const subjects = server.mails.slice(mailed).map((mail) => [mail.to.join(), headerOf(mail, "Subject")]);
  expect(subjects.sort()).toEqual([
    ["user-mara@example.org", title],
    ["user-staff@example.org", title],
  ]);
  expect(dump(studio).match(PERSONAL)?.[0] ?? null).toBeNull();
});

test("with the appointments that a studio forgets in time goes what people were told of them", async () => {
  const { studio } = await withReaders();
  await studio.request();
  await deliver(studio);
  await changeSettings(studio.ctx("admin"), { retentionMonths: 1 });
  studio.clock.set("2027-03-01T00:00:00Z");
  expect(bellOf(studio, "user-mara")).toHaveLength(1);
  expect(await forgetOldAppointments(studio.ctx("worker"))).toBe(1);
  expect(dump(studio).match(PERSONAL)?.[0] ?? null).toBeNull();
  expect(bellOf(studio, "user-mara")).toEqual([]);
});
