import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, test } from "vitest";
import { consentMarks, findConsent } from "#db/queries/consents.ts";
import { findMedia } from "#db/queries/media.ts";
import { findOutboxRow } from "#db/queries/outbox.ts";
import { DAY } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { manageToken } from "#lib/links/manage-link.ts";
import { chooseOffered } from "#lib/offers/choose-offered.ts";
import { makeOffer } from "#lib/offers/make-offer.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { readCloudFile } from "#tests/support/cloud-files.ts";
import { BASE, type FilesStudio, openFilesStudio } from "#tests/support/files-studio.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { changeConsentForm } from "./change-consent-form.ts";
import { consentState } from "./consent-state.ts";
import { createConsentForm } from "./create-consent-form.ts";
import { deliverConsent } from "./deliver-consent.ts";
import { listConsentForms } from "./list-consent-forms.ts";
import { showConsentPdf } from "./show-consent-pdf.ts";
import { signConsent } from "./sign-consent.ts";

const SIGNATURE = {
  signedName: "Анна Größ-Šimić",
  birthDate: "2000-02-29",
  agreed: true as const,
  signaturePath: "M10 100L60 40L120 160L240 90",
  locale: "de",
};

async function withForm<Studio extends TestStudio>(studio: Studio, minimumAge: number | null = 18) {
  const formId = await createConsentForm(studio.ctx("admin"), {
    title: "Einwilligung Tätowierung",
    body: "Ich bin gesund.\n\nІ я погоджуюся. Übrigens: ß.",
    minimumAge,
  });
  studio.db.$client.prepare("UPDATE services SET consent_form_id = ? WHERE id = 'session'").run(formId);
  const { appointment } = await studio.request({ clientName: "Anna Größ", clientEmail: "anna@example.org" });
  const { token } = manageToken(studio.env, { id: appointment.id, linkGeneration: 0 });
  return { studio, formId, appointmentId: appointment.id, token };
}

async function textOf(bytes: Uint8Array): Promise<{ text: string; pages: number; title: unknown }> {
  const document = await getDocument({ data: Uint8Array.from(bytes), useSystemFonts: false }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ("str" in item ? item.str : "")).join(" "));
  }
  const { info } = await document.getMetadata();
  return {
    text: pages.join("\n").replace(/\s+/g, " "),
    pages: document.numPages,
    title: "Title" in info ? info.Title : null,
  };
}

const refusalOf = async (done: Promise<unknown>) => {
  const error: unknown = await done.catch((failure: unknown) => failure);
  if (!(error instanceof AppError)) throw new Error("not refused");
  return { code: error.code, errors: error.errors };
};

test("what is asked for, until it is signed; its words are those of then", async () => {
  const { studio, formId, appointmentId, token } = await withForm(await openStudio());
  const before = await consentState(studio.ctx(), appointmentId);
  expect(before).toMatchObject({
    required: true,
    form: { id: formId, minimumAge: 18 },
    signed: null,
    pdfPath: null,
  });
  expect(await consentMarks(studio.db, [appointmentId])).toEqual(new Map([[appointmentId, "missing"]]));

  const { signed } = await signConsent(studio.ctx(), token, SIGNATURE);
  expect(signed).toMatchObject({
    signedName: "Анна Größ-Šimić",
    isFiled: false,
    signedAt: studio.clock.now(),
  });
  expect(await consentMarks(studio.db, [appointmentId])).toEqual(new Map([[appointmentId, "signed"]]));

  // Once is enough, and other words later change nothing of it.
  await signConsent(studio.ctx(), token, { ...SIGNATURE, signedName: "Somebody Else" });
  await changeConsentForm(studio.ctx("admin"), formId, { title: "New words", body: "Other." });
  const after = await consentState(studio.ctx(), appointmentId);
  expect(after).toMatchObject({
    form: { title: "New words" },
    signed: { title: "Einwilligung Tätowierung" },
  });
  expect(await listConsentForms(studio.ctx("staff"))).toMatchObject([{ signed: 1, services: 1 }]);
  expect((await findConsent(studio.db, after.signed?.id ?? ""))?.signedName).toBe("Анна Größ-Šimić");
});

test("who is too young on the day is refused, and nothing of it is stored", async () => {
  const { studio, token } = await withForm(await openStudio());
  const sign = (birthDate?: string) => signConsent(studio.ctx(), token, { ...SIGNATURE, birthDate });
  const appointment = await studio.appointment((await listIds(studio))[0] ?? "");
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Vienna" }).format(appointment.startMs);
  const eighteenToday = day.replace(/^\d{4}/, (year) => String(Number(year) - 18));
  const tomorrow = new Date(Date.parse(`${eighteenToday}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  expect(await refusalOf(sign(tomorrow))).toEqual({
    code: "invalid_input",
    errors: { birthDate: ["too_young"] },
  });
  expect(await refusalOf(sign(undefined))).toMatchObject({ errors: { birthDate: ["required"] } });
  expect(await refusalOf(sign("2999-01-01"))).toMatchObject({ errors: { birthDate: ["not_a_day"] } });
  expect(await refusalOf(sign("1831-01-01"))).toMatchObject({ errors: { birthDate: ["not_a_day"] } });
  expect(studio.db.$client.prepare("SELECT count(*) AS n FROM consents").get()).toEqual({ n: 0 });
  expect((await sign(eighteenToday)).signed).not.toBeNull();
});

const listIds = async (studio: TestStudio) =>
  studio.db.$client
    .prepare<[], { id: string }>("SELECT id FROM appointments")
    .all()
    .map(({ id }) => id);

test("no age asked, no date kept; an archived form is asked for no more; a stranger's link opens nothing", async () => {
  const { studio, formId, appointmentId, token } = await withForm(await openStudio(), null);
  await changeConsentForm(studio.ctx("admin"), formId, { active: false });
  expect((await consentState(studio.ctx(), appointmentId)).required).toBe(false);
  expect(await refusalOf(signConsent(studio.ctx(), token, SIGNATURE))).toMatchObject({ code: "not_found" });
  await changeConsentForm(studio.ctx("admin"), formId, { active: true });
  expect(await refusalOf(signConsent(studio.ctx(), "guessed-token-of-somebody", SIGNATURE))).toMatchObject({
    code: "not_found",
  });
  const { signed } = await signConsent(studio.ctx(), token, SIGNATURE);
  expect((await findConsent(studio.db, signed?.id ?? ""))?.birthDate).toBeNull();
});

test("who signed and took another time, however often, need not sign again", async () => {
  const { studio, appointmentId, token } = await withForm(await openStudio());
  const linkOf = (id: string) => manageToken(studio.env, { id, linkGeneration: 0 }).token;
  const moveTo = async (id: string, startMs: number) => {
    const about = { kind: "appointment" as const, id };
    const { times } = await makeOffer(studio.ctx("mara"), { about, times: [{ startMs }] });
    const choice = { kind: "appointment" as const, token: linkOf(id), heldId: times[0]?.heldId ?? "" };
    return (await chooseOffered(studio.ctx(), choice)).appointmentId;
  };
  const second = await moveTo(appointmentId, TEN + 2 * DAY);
  await signConsent(studio.ctx(), linkOf(second), SIGNATURE);
  const third = await moveTo(second, TEN + 3 * DAY);
  expect((await consentState(studio.ctx(), third)).signed).toMatchObject({
    signedName: SIGNATURE.signedName,
  });
  expect((await consentMarks(studio.db, [third])).get(third)).toBe("signed");
  // The one that was asked for first, too.
  const fourth = await moveTo(third, TEN + 4 * DAY);
  expect((await consentMarks(studio.db, [fourth])).get(fourth)).toBe("signed");
  await expect(signConsent(studio.ctx(), token, SIGNATURE)).rejects.toMatchObject({ code: "conflict" });
});

test("only admins make forms", async () => {
  const studio = await openStudio();
  const form = { title: "x", body: "x", minimumAge: null };
  for (const who of ["staff", "mara"] as const)
    expect(await refusalOf(createConsentForm(studio.ctx(who), form))).toMatchObject({ code: "not_allowed" });
  expect(await refusalOf(listConsentForms(studio.ctx("customer")))).toMatchObject({ code: "not_signed_in" });
});

test("the PDF says who signed what and when, in their letters, and is the same each time", async () => {
  const { studio, appointmentId, token } = await withForm(await openStudio());
  const { signed } = await signConsent(studio.ctx(), token, SIGNATURE);
  const read = () => showConsentPdf(studio.ctx("mara"), signed?.id ?? "");
  const { filename, bytes } = await read();
  expect(filename).toBe("Consent 2026-12-01 Einwilligung Tätowierung.pdf");
  const { text, pages, title } = await textOf(bytes);
  expect(pages).toBe(1);
  expect(title).toBe("Einwilligung Tätowierung");
  for (const words of [
    "Einwilligung Tätowierung",
    "І я погоджуюся. Übrigens: ß.",
    "Анна Größ-Šimić",
    "29. Februar 2000",
    "Europe/Vienna",
    "Unterschrieben",
    "Seite 1 von 1",
    signed?.id ?? "-",
  ])
    expect(text).toContain(words);
  expect((await read()).bytes.equals(bytes)).toBe(true);
  // Drawn: a stroke, and no typed name in its place.
  expect(text).not.toContain("Der Name wurde getippt");
  expect(await refusalOf(showConsentPdf(studio.ctx("theo"), signed?.id ?? ""))).toMatchObject({
    code: "not_found",
  });
  expect((await studio.appointment(appointmentId)).artistId).toBe("mara");
});

test("a long form goes over several pages, each numbered", async () => {
  const { studio, formId, token } = await withForm(await openStudio());
  await changeConsentForm(studio.ctx("admin"), formId, {
    body: "Ein Absatz mit vielen Worten. ".repeat(600),
  });
  const { signed } = await signConsent(studio.ctx(), token, {
    ...SIGNATURE,
    signaturePath: "",
    locale: "en",
  });
  const { text, pages } = await textOf((await showConsentPdf(studio.ctx("admin"), signed?.id ?? "")).bytes);
  expect(pages).toBeGreaterThan(2);
  for (let page = 1; page <= pages; page++) expect(text).toContain(`Page ${page} of ${pages}`);
  expect(text).toContain("The name was typed.");
});

const deliver = (studio: FilesStudio) =>
  deliverOutbox(studio.ctx("worker"), { kinds: ["consent", "file"], limit: 10 });

test("it is filed with what else came from the customer, once, whatever happens on the way", async () => {
  const { studio, token } = await withForm(await openFilesStudio());
  const { signed } = await signConsent(studio.ctx(), token, SIGNATURE);
  const id = signed?.id ?? "";
  studio.cloud.cloud.faults.add({ drop: true });
  await deliver(studio);
  expect(await findOutboxRow(studio.db, `consent:${id}`)).toMatchObject({ attempts: 1, deadAt: null });
  studio.cloud.cloud.faults.clear();
  studio.clock.advance(3_600_000);
  await deliver(studio);
  // A second worker that had it in hand, too.
  await deliverConsent(studio.ctx("worker"), { id: `consent:${id}` });
  await deliver(studio);
  const media = await findMedia(studio.db, id);
  expect(media).toMatchObject({
    state: "stored",
    path: "Anna Größ/Received Media/Consent 2026-12-01 Einwilligung Tätowierung.pdf",
    direction: "received",
    uploadedByName: "Анна Größ-Šimić",
    mimeType: "application/pdf",
  });
  const bytes = await readCloudFile(studio.cloud, "parlour", `${BASE}/${media?.path}`);
  expect((await textOf(bytes ?? new Uint8Array())).text).toContain("Анна Größ-Šimić");
  expect(studio.has("Anna Größ/Received Media/Consent 2026-12-01 Einwilligung Tätowierung (2).pdf")).toBe(
    false,
  );
  expect((await consentState(studio.ctx(), (await listIds(studio))[0] ?? "")).signed?.isFiled).toBe(true);
});
