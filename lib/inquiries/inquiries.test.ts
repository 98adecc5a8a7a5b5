import { describe, expect, test } from "vitest";
import { findInquiry } from "#db/queries/inquiries.ts";
import { findLastOffer } from "#db/queries/offers.ts";
import { referencePictures } from "#db/schema/inquiries.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { hashToken } from "#lib/core/ids.ts";
import { manageToken } from "#lib/links/manage-link.ts";
import { makeOffer } from "#lib/offers/make-offer.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { createInquiry } from "./create-inquiry.ts";
import { declineInquiry } from "./decline-inquiry.ts";
import { expireInquiries } from "./expire-inquiries.ts";
import { findManagedInquiry } from "./find-managed-inquiry.ts";
import { firstPictures } from "./first-pictures.ts";
import { inquiryRequest, inquiryStep } from "./input.ts";
import { listInquiries } from "./list-inquiries.ts";
import { reopenInquiry } from "./reopen-inquiry.ts";
import { showInquiry } from "./show-inquiry.ts";
import { withdrawInquiry } from "./withdraw-inquiry.ts";
import { addInquiryMessage, answerInquiryMessage } from "./write-about-inquiry.ts";

const mailed = { variables: { SMTP_URL: "smtp://127.0.0.1:9", MAIL_FROM: "studio@example.org" } };

async function ask(studio: TestStudio, more: Record<string, unknown> = {}) {
  const input = inquiryRequest.parse({
    artistId: "mara",
    serviceId: "session",
    clientName: "Lena Hofer",
    clientEmail: "lena@example.org",
    description: "A heron",
    budget: "300",
    ...more,
  });
  const { inquiry, inquiryUrl } = await createInquiry(studio.ctx(), input, { locale: "de" });
  const { token } = manageToken(studio.env, { id: inquiry.id, linkGeneration: 0 }, "inquiry");
  expect(inquiryUrl).toBe(`https://studio.example/inquiry/${token}`);
  return { id: inquiry.id, token, now: () => findInquiry(studio.db, inquiry.id) };
}

test("an idea is stored with its customer and both are told", async () => {
  const studio = await openStudio(mailed);
  const { id, token, now } = await ask(studio);
  const row = await now();
  expect(row).toMatchObject({ status: "OPEN", locale: "de", timeZone: "Europe/Vienna", budget: "300" });
  expect(row?.customerId).not.toBeNull();
  expect(await studio.outboxIds()).toEqual([
    `mail:inquiry:${id}:1:received:customer`,
    `mail:inquiry:${id}:1:received:artist`,
  ]);
  // The same person again is the same customer.
  expect(
    (await (await ask(studio, { clientEmail: "LENA@example.org", budget: "", description: "A crane" })).now())
      ?.customerId,
  ).toBe(row?.customerId);
  expect(await findManagedInquiry(studio.ctx(), token)).toMatchObject({ inquiry: { id }, open: null });
  expect(await findManagedInquiry(studio.ctx(), `${token.slice(0, -1)}_`)).toBeNull();
  expect(JSON.stringify(await findManagedInquiry(studio.ctx(), token))).not.toContain(row?.tokenHash);
});

test("robots and unknown services are refused", async () => {
  const studio = await openStudio();
  await expect(ask(studio, { website: "x" })).rejects.toMatchObject({ code: "booking_refused" });
  await expect(ask(studio, { serviceId: "nothing" })).rejects.toMatchObject({ code: "not_found" });
  expect(inquiryRequest.safeParse({ description: " " }).success).toBe(false);
});

test("artists see their own; customers and tokens none", async () => {
  const studio = await openStudio();
  const { id } = await ask(studio);
  const filter = { statuses: ["OPEN" as const] };
  expect((await listInquiries(studio.ctx("mara"), filter)).total).toBe(1);
  expect((await listInquiries(studio.ctx("theo"), { ...filter, artistId: "mara" })).total).toBe(0);
  await expect(listInquiries(studio.ctx("customer"), filter)).rejects.toMatchObject({
    code: "not_signed_in",
  });
  await expect(listInquiries(studio.ctx("service"), filter)).rejects.toMatchObject({ code: "not_allowed" });
  await expect(showInquiry(studio.ctx("theo"), id)).rejects.toMatchObject({ code: "not_allowed" });
  await expect(declineInquiry(studio.ctx("theo"), { id })).rejects.toMatchObject({ code: "not_allowed" });
  expect(await showInquiry(studio.ctx("staff"), id)).toMatchObject({ inquiry: { id }, open: null });
});

describe("how it ends", () => {
  test("declined with a word, and opened again", async () => {
    const studio = await openStudio(mailed);
    const { id, now } = await ask(studio);
    await declineInquiry(studio.ctx("mara"), { id, word: "Not my style" });
    expect(await now()).toMatchObject({ status: "DECLINED" });
    expect(await studio.outboxIds()).toContain(`mail:inquiry:${id}:2:declined:customer`);
    await expect(declineInquiry(studio.ctx("mara"), { id })).rejects.toMatchObject({ code: "conflict" });
    await reopenInquiry(studio.ctx("mara"), id);
    expect(await now()).toMatchObject({ status: "OPEN" });
  });

  test("withdrawn by the customer: what was held is free", async () => {
    const studio = await openStudio();
    const { id, token, now } = await ask(studio);
    await makeOffer(studio.ctx("mara"), { about: { kind: "inquiry", id }, times: [{ startMs: TEN }] });
    await withdrawInquiry(studio.ctx(), token);
    await withdrawInquiry(studio.ctx(), token);
    expect(await now()).toMatchObject({ status: "WITHDRAWN" });
    expect(await findLastOffer(studio.db, id)).toMatchObject({ state: "refused" });
    expect((await studio.request()).appointment.status).toBe("PENDING");
    const offer = { about: { kind: "inquiry" as const, id }, times: [{ startMs: TEN + HOUR }] };
    await expect(makeOffer(studio.ctx("mara"), offer)).rejects.toMatchObject({ code: "conflict" });
  });

  test("unanswered for thirty days it expires, and both are told once", async () => {
    const studio = await openStudio(mailed);
    const { id, now } = await ask(studio);
    studio.clock.advance(30 * DAY - 1);
    expect(await expireInquiries(studio.ctx("worker"))).toBe(0);
    studio.clock.advance(1);
    expect(await expireInquiries(studio.ctx("worker"))).toBe(1);
    expect(await expireInquiries(studio.ctx("worker"))).toBe(0);
    expect(await now()).toMatchObject({ status: "EXPIRED" });
    const expired = (await studio.outboxIds()).filter((row) => row.includes(":expired:"));
    expect(expired).toEqual([`mail:inquiry:${id}:2:expired:customer`, `mail:inquiry:${id}:2:expired:artist`]);
  });
});

test("both sides write, and each is told of the other's words", async () => {
  const studio = await openStudio(mailed);
  const { id, token } = await ask(studio);
  await answerInquiryMessage(studio.ctx("mara"), { id, text: "Colour or black?" });
  studio.clock.advance(HOUR);
  await addInquiryMessage(studio.ctx(), { token, text: "Black", pictures: [] });
  await addInquiryMessage(studio.ctx(), { token, text: "Black", pictures: [] });
  const { messages } = await showInquiry(studio.ctx("mara"), id);
  expect(messages.map(({ author, text }) => [author, text])).toEqual([
    ["studio", "Colour or black?"],
    ["customer", "Black"],
  ]);
  const notices = (await studio.outboxIds()).filter((row) => row.includes(":message:"));
  expect(notices.map((row) => row.split(":").slice(0, -1).join(":"))).toEqual([
    `mail:inquiry:${id}:1:message:customer`,
    `mail:inquiry:${id}:1:message:artist`,
  ]);
  await withdrawInquiry(studio.ctx(), token);
  await expect(
    addInquiryMessage(studio.ctx(), { token, text: "Hello?", pictures: [] }),
  ).rejects.toMatchObject({
    code: "conflict",
  });
});

test("the same form sent twice is one inquiry, told once", async () => {
  const studio = await openStudio(mailed);
  const [one, again] = await Promise.all([ask(studio), ask(studio, { clientEmail: "LENA@example.org" })]);
  expect(again.id).toBe(one.id);
  expect(await studio.outboxIds()).toHaveLength(2);
  expect((await ask(studio, { description: "A crane" })).id).not.toBe(one.id);
  studio.clock.advance(11 * 60_000);
  expect((await ask(studio)).id).not.toBe(one.id);
});

test("an empty message is refused at its field, and so is one too many", async () => {
  const studio = await openStudio();
  const { id, token } = await ask(studio);
  expect(inquiryStep.safeParse({ token, action: "add" }).error?.issues).toMatchObject([
    { path: ["text"], message: "required" },
  ]);
  expect(inquiryStep.safeParse({ token, action: "add", text: "  " }).success).toBe(false);
  expect(inquiryStep.safeParse({ token, action: "add", pictures: "a".repeat(43) }).success).toBe(true);
  for (let count = 0; count < 100; count++)
    await addInquiryMessage(studio.ctx(), { token, text: `Word ${count}`, pictures: [] });
  await expect(
    addInquiryMessage(studio.ctx(), { token, text: "One more", pictures: [] }),
  ).rejects.toMatchObject({ code: "conflict", errors: { text: ["full"] } });
  expect((await showInquiry(studio.ctx("mara"), id)).messages).toHaveLength(100);
});

test("the same form with its files sent anew: each picture is there once, what is new is added", async () => {
  const studio = await openStudio();
  const draft = async (token: string, filename: string) => {
    const at = studio.clock.now();
    const picture = { mimeType: "image/png", size: 7, width: 1, height: 1, spoolId: token };
    const times = { createdAt: at, expiresAt: at + HOUR };
    await studio.db
      .insert(referencePictures)
      .values({ id: token, tokenHash: hashToken(token), filename, ...picture, ...times });
    return token;
  };
  const [first, again, other] = ["a", "b", "c"].map((letter) => letter.repeat(43));
  const { id } = await ask(studio, { pictures: [await draft(first ?? "", "heron.png")] });
  const pictures = [await draft(again ?? "", "heron.png"), await draft(other ?? "", "reeds.png")];
  expect((await ask(studio, { pictures })).id).toBe(id);
  const { pictures: shown } = await showInquiry(studio.ctx("mara"), id);
  expect(shown.map(({ filename }) => filename)).toEqual(["heron.png", "reeds.png"]);
  expect(await firstPictures(studio.ctx("mara"), [{ id, appointmentId: null }])).toEqual(
    new Map([[id, first]]),
  );
});
