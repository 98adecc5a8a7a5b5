import { describe, expect, test } from "vitest";
import { listOutbox } from "#db/queries/outbox.ts";
import { addUser } from "#lib/auth/add-user.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { createInquiry } from "#lib/inquiries/create-inquiry.ts";
import { inquiryRequest } from "#lib/inquiries/input.ts";
import { withdrawInquiry } from "#lib/inquiries/withdraw-inquiry.ts";
import { manageToken } from "#lib/links/manage-link.ts";
import { chooseOffered } from "#lib/offers/choose-offered.ts";
import { expireOffers } from "#lib/offers/expire-offers.ts";
import { makeOffer } from "#lib/offers/make-offer.ts";
import { refuseOffer } from "#lib/offers/refuse-offer.ts";
import { withdrawOffer } from "#lib/offers/withdraw-offer.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { waitlistRequest } from "#lib/waitlist/input.ts";
import { joinWaitlist } from "#lib/waitlist/join-waitlist.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import { headerOf, type ReceivedMail, startMailServer } from "#tests/support/mail-server.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openStudio, type StudioOptions } from "#tests/support/test-studio.ts";

async function withMail(options: StudioOptions = {}) {
  const server = await startMailServer();
  const studio = await openStudio({
    ...options,
    variables: { SMTP_URL: server.url, MAIL_FROM: "Studio <desk@studio.example>" },
  });
  await addUser(studio.ctx("admin"), {
    email: "mara@studio.example",
    name: "Mara",
    role: "artist",
    artistId: "mara",
    password: "long enough",
  });
  /** The mails since the last look, by the name of the reader. */
  const heard = async () => {
    server.mails.length = 0;
    studio.clock.advance(MINUTE);
    await deliverOutbox(studio.ctx("worker"), { kinds: ["mail", "messenger"], limit: 50 });
    expect(await listOutbox(studio.db, 5)).toEqual([]);
    const to = (name: string) => server.mails.filter((mail) => mail.to[0]?.startsWith(name));
    return { lena: to("lena"), mara: to("mara") };
  };
  return { server, studio, heard };
}

const subjects = (mails: ReceivedMail[]) => mails.map((mail) => headerOf(mail, "Subject"));
const entryOf = (mail: ReceivedMail | undefined) => {
  const file = mail?.parsed.attachments.find(({ mimeType }) => mimeType === "text/calendar");
  return typeof file?.content === "string" ? file.content.replace(/\r?\n[ \t]/g, "") : "";
};
const client = { clientName: "Lena Hofer", clientEmail: "lena@example.org", timeZone: "Europe/London" };

describe("an idea", () => {
  const ask = async ({ studio }: Awaited<ReturnType<typeof withMail>>, locale = "en") => {
    const input = { ...client, artistId: "mara", serviceId: "session", description: "A <heron>\nin flight" };
    const { inquiry, inquiryUrl } = await createInquiry(studio.ctx(), inquiryRequest.parse(input), {
      locale,
    });
    return { about: { kind: "inquiry" as const, id: inquiry.id }, url: inquiryUrl };
  };

  test("is received, answered with times by both clocks, and becomes an appointment with its entry", async () => {
    const open = await withMail();
    const { about, url } = await ask(open);
    const received = await open.heard();
    expect(subjects(received.lena)).toEqual(["Your idea at Parlour"]);
    expect(received.lena[0]?.body).toContain(`See your idea: ${url}`);
    expect(received.lena[0]?.html).toContain("A &lt;heron&gt;<br>in flight");
    expect(subjects(received.mara)).toEqual(["Idea: Lena Hofer, Session"]);
    expect(received.mara[0]?.body).toContain(`https://studio.example/inquiries/${about.id}`);

    const times = [{ startMs: TEN }, { startMs: TEN + DAY }];
    const offer = await makeOffer(open.studio.ctx("mara"), { about, times, word: "Gladly!" });
    const offered = await open.heard();
    const [mail] = offered.lena;
    expect(headerOf(mail, "Subject")).toBe("Times for you: Session with Mara");
    expect(mail?.body).toContain("Wednesday, 2 December 2026, 09:00–10:00, London time (GMT)");
    expect(mail?.body).toContain("Wednesday, 2 December 2026, 10:00–11:00, Vienna time (GMT+1)");
    expect(mail?.body).toContain("held until Thursday, 3 December 2026");
    expect(mail?.body).toContain("Mara writes: Gladly!");
    expect(mail?.body).toContain(`Choose a time: ${url}`);

    const heldId = offer.times[0]?.heldId ?? "";
    const { token } = manageToken(open.studio.env, { id: about.id, linkGeneration: 0 }, "inquiry");
    await chooseOffered(open.studio.ctx(), { kind: "inquiry", token, heldId });
    const chosen = await open.heard();
    expect(subjects(chosen.lena)).toEqual(["Confirmed: Session with Mara"]);
    expect(entryOf(chosen.lena[0])).toMatch(new RegExp(`METHOD:REQUEST[\\s\\S]*UID:customer-${heldId}\\s`));
    expect(subjects(chosen.mara)).toEqual(["Chosen: Lena Hofer, Session"]);
    expect(chosen.mara[0]?.body).toContain(`/admin/appointments/${heldId}`);
  });

  test("that was withdrawn before anybody could read of it is told as that only, in German too", async () => {
    const open = await withMail();
    const { url } = await ask(open, "de");
    await withdrawInquiry(open.studio.ctx(), url.split("/").at(-1) ?? "");
    const { lena, mara } = await open.heard();
    expect(subjects(mara)).toEqual(["Withdrawn: Lena Hofer, Session"]);
    expect(subjects(lena).every((subject) => subject.startsWith("Zurückgezogen"))).toBe(true);
  });
});

test("alternatives take the old time out of the calendar, and the chosen one goes on with the same entry", async () => {
  const { studio, heard } = await withMail();
  const { appointment } = await studio.request(client);
  await heard();
  const about = { kind: "appointment" as const, id: appointment.id };
  const offer = await makeOffer(studio.ctx("mara"), { about, times: [{ startMs: TEN + 2 * DAY }] });
  const [offered] = (await heard()).lena;
  expect(headerOf(offered, "Subject")).toBe("Times for you: Session with Mara");
  expect(entryOf(offered)).toMatch(/METHOD:CANCEL[\s\S]*STATUS:CANCELLED/);
  const { token } = manageToken(studio.env, { id: appointment.id, linkGeneration: 0 });
  await chooseOffered(studio.ctx(), { kind: "appointment", token, heldId: offer.times[0]?.heldId });
  const chosen = await heard();
  const sequence = (text: string) => Number(/^SEQUENCE:(\d+)/m.exec(text)?.[1]);
  const entry = entryOf(chosen.lena.at(-1));
  expect(entry).toMatch(/METHOD:REQUEST[\s\S]*STATUS:CONFIRMED/);
  expect(entry).toContain(`UID:customer-${appointment.id}`);
  expect(sequence(entry)).toBeGreaterThan(sequence(entryOf(offered)));
  expect(subjects(chosen.mara)).toEqual(["Chosen: Lena Hofer, Session"]);
});

test("times that ran out before their mail could leave are told of once, as over", async () => {
  const { studio, heard } = await withMail();
  const { appointment } = await studio.request(client);
  await heard();
  const about = { kind: "appointment" as const, id: appointment.id };
  await makeOffer(studio.ctx("mara"), { about, times: [{ startMs: TEN + 2 * DAY }], expiresInHours: 1 });
  studio.clock.advance(2 * HOUR);
  await expireOffers(studio.ctx("worker"));
  const { lena } = await heard();
  expect(subjects(lena)).toEqual(["The times held for you are free again"]);
  // It is the first that is read of the decision, so it takes the time out of the calendar.
  expect(lena[0]?.body).toContain("Mara cannot take the time you asked for.");
  expect(entryOf(lena[0])).toMatch(/METHOD:CANCEL[\s\S]*STATUS:CANCELLED/);
});

test("times that ran out leave an appointment that stands in the calendar", async () => {
  const { studio, heard } = await withMail();
  const { id } = (await studio.request(client)).appointment;
  await appointmentVerbs.confirmAppointment(studio.ctx("mara"), { id });
  await heard();
  const about = { kind: "appointment" as const, id };
  await makeOffer(studio.ctx("mara"), { about, times: [{ startMs: TEN + 2 * DAY }], expiresInHours: 1 });
  studio.clock.advance(2 * HOUR);
  await expireOffers(studio.ctx("worker"));
  const [over] = (await heard()).lena;
  expect(headerOf(over, "Subject")).toBe("The times held for you are free again");
  expect(over?.body).not.toContain("cannot take");
  expect(entryOf(over)).toBe("");
});

test("times refused before their mail could leave are told of as the time that was declined", async () => {
  const { studio, heard } = await withMail();
  const { appointment } = await studio.request(client);
  await heard();
  const about = { kind: "appointment" as const, id: appointment.id };
  await makeOffer(studio.ctx("mara"), { about, times: [{ startMs: TEN + 2 * DAY }] });
  const { token } = manageToken(studio.env, { id: appointment.id, linkGeneration: 0 });
  await refuseOffer(studio.ctx(), { kind: "appointment", token });
  const { lena } = await heard();
  expect(lena.map(({ body }) => body.includes("Mara cannot take this appointment"))).toEqual([true]);
  expect(entryOf(lena[0])).toMatch(/METHOD:CANCEL[\s\S]*STATUS:CANCELLED/);

  // Read of in time, the refusal is no news to whoever refused.
  await makeOffer(studio.ctx("mara"), { about, times: [{ startMs: TEN + 3 * DAY }] });
  expect(subjects((await heard()).lena)).toEqual(["Times for you: Session with Mara"]);
  await refuseOffer(studio.ctx(), { kind: "appointment", token });
  expect((await heard()).lena).toEqual([]);
});

test("times taken back before their mail could leave, the time asked for gone too: told as declined", async () => {
  const { studio, heard } = await withMail();
  const { appointment } = await studio.request(client);
  await heard();
  const about = { kind: "appointment" as const, id: appointment.id };
  const { offer } = await makeOffer(studio.ctx("mara"), { about, times: [{ startMs: TEN + 2 * DAY }] });
  await studio.request({ clientName: "Faster", clientEmail: "faster@example.org" });
  await withdrawOffer(studio.ctx("mara"), offer.id);
  const [told, ...more] = (await heard()).lena;
  expect(more).toEqual([]);
  expect(told?.body).toContain("Mara cannot take the time you asked for.");
  expect(entryOf(told)).toMatch(/METHOD:CANCEL[\s\S]*STATUS:CANCELLED/);
});

test("that times ran out is told late to nobody who chose one since", async () => {
  const { studio, heard } = await withMail();
  const { appointment } = await studio.request(client);
  await heard();
  const about = { kind: "appointment" as const, id: appointment.id };
  await makeOffer(studio.ctx("mara"), { about, times: [{ startMs: TEN + 2 * DAY }], expiresInHours: 1 });
  studio.clock.advance(2 * HOUR);
  await expireOffers(studio.ctx("worker"));
  const again = await makeOffer(studio.ctx("mara"), { about, times: [{ startMs: TEN + 3 * DAY }] });
  const { token } = manageToken(studio.env, { id: appointment.id, linkGeneration: 0 });
  await chooseOffered(studio.ctx(), { kind: "appointment", token, heldId: again.times[0]?.heldId });
  expect(subjects((await heard()).lena)).toEqual(["Confirmed: Session with Mara"]);
});

test("the waitlist: somebody who joined reads of it with a link to leave it", async () => {
  const { studio, heard } = await withMail({ hours: [{ weekday: 3, startMinute: 600, endMinute: 660 }] });
  await studio.request();
  await heard();
  const wish = waitlistRequest.parse({
    ...client,
    artistId: "mara",
    serviceId: "session",
    fromDay: "2026-12-02",
    toDay: "2026-12-02",
  });
  const { entry } = await joinWaitlist(studio.ctx(), wish, { locale: "en" });
  if (!entry) throw new Error("Something is free");
  const { lena } = await heard();
  expect(subjects(lena)).toEqual(["You are on the list: Session with Mara"]);
  expect(lena[0]?.body).toContain("Days: Wednesday, 2 December 2026");
  const { token } = manageToken(studio.env, { id: entry.id, linkGeneration: 0 }, "waitlist");
  expect(lena[0]?.body).toContain(`https://studio.example/waitlist/${token}`);
});
