import { describe, expect, test } from "vitest";
import { writeSetting } from "#db/queries/system.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { composeNotice, type NoticeInput, noticeTemplates } from "./compose-notice.ts";
import { mailHtml } from "./mail-html.ts";
import { mailText } from "./mail-text.ts";

const LINK = "https://studio.example/appointment/token";

async function compose(input: Partial<NoticeInput> & { change?: Partial<NoticeInput["appointment"]> }) {
  const studio = await openStudio();
  await writeSetting(studio.db, "name", "Tinte & Söhne");
  await writeSetting(studio.db, "address", "Neubaugasse 12\n1070 Wien");
  const { appointment } = await studio.request();
  const document = composeNotice({
    template: "confirmed",
    to: "customer",
    settings: await studioSettings({ db: studio.db }),
    word: "",
    link: LINK,
    offer: null,
    ...input,
    appointment: { ...(await studio.appointment(appointment.id)), ...input.change },
  });
  return { document, text: mailText(document), html: mailHtml(document) };
}

const offer = {
  expiresAt: TEN + DAY,
  times: [
    { startMs: TEN + 2 * DAY, endMs: TEN + 2 * DAY + HOUR },
    { startMs: TEN + 3 * DAY, endMs: TEN + 3 * DAY + HOUR },
  ],
};

describe.each(["en", "de"])("every notice in %s", (locale) => {
  test.each(
    noticeTemplates.flatMap((template) => [[template, "customer"] as const, [template, "artist"] as const]),
  )("%s to the %s says who, what, when and what to do", async (template, to) => {
    const studio = await openStudio();
    await writeSetting(studio.db, "locale", locale);
    const settings = await studioSettings({ db: studio.db });
    const isOffered = template === "offered" ? { offer } : {};
    const { document, text, html } = await compose({
      template,
      to,
      settings,
      ...isOffered,
      change: { locale, status: "CONFIRMED" },
    });
    expect(document.subject).not.toMatch(/[{}]|undefined|^$/);
    for (const body of [text, html]) {
      expect(body).toContain("Session");
      expect(body).toContain(LINK);
      expect(body).toContain(locale === "de" ? "Dezember 2026" : "December 2026");
      expect(body).not.toMatch(/(customer|artist)\.[a-z_]+\.|undefined|MISSING/);
    }
    expect(html).toContain(`<html lang="${locale}">`);
    expect(text).not.toMatch(/[{}]/);
    expect(html).not.toMatch(/<(img|script|link|iframe)\b|url\(|@import/i);
  });
});

test("whatever people wrote is text in the HTML", async () => {
  const evil = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>{name}`;
  const studio = await openStudio();
  await writeSetting(studio.db, "name", `${evil}`.slice(0, 80));
  await writeSetting(studio.db, "address", evil);
  const settings = await studioSettings({ db: studio.db });
  for (const to of ["customer", "artist"] as const) {
    const { html, text } = await compose({
      to,
      settings,
      word: evil,
      change: {
        clientName: evil,
        artist: { id: "a", slug: "a", name: evil, timeZone: "Europe/Vienna" },
        service: { id: "s", name: evil, durationMinutes: 60 },
      },
    });
    expect(html).not.toMatch(/<(script|img)/i);
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(text).toContain(evil);
  }
});

test("only web addresses become links", async () => {
  const { html } = await compose({ link: "javascript:alert(1)" });
  expect(html).toContain('href="#"');
  expect(html).not.toContain("javascript:");
});

describe("the time", () => {
  test("is said by both clocks where they differ", async () => {
    const { text } = await compose({ change: { timeZone: "Pacific/Auckland" } });
    expect(text).toContain("When: Wednesday, 2 December 2026, 22:00–23:00, Auckland time (GMT+13)");
    expect(text).toContain("In the studio: Wednesday, 2 December 2026, 10:00–11:00, Vienna time (GMT+1)");
  });

  test("is said once where they agree", async () => {
    const { text } = await compose({ change: { timeZone: "Europe/Berlin" } });
    expect(text).toContain("Berlin time");
    expect(text).not.toContain("In the studio");
  });

  test("of the customer is told to the artist", async () => {
    const { text } = await compose({ to: "artist", change: { timeZone: "Pacific/Auckland" } });
    expect(text).toContain("When: Wednesday, 2 December 2026, 10:00–11:00, Vienna time (GMT+1)");
    expect(text).toContain("Where Lena Hofer is: Wednesday, 2 December 2026, 22:00–23:00, Auckland");
  });
});

describe("an offer", () => {
  test("lists its times and says until when they are held, without the time that was declined", async () => {
    const { text, document } = await compose({ template: "offered", offer, change: { status: "DECLINED" } });
    expect(text).toContain("held until Thursday, 3 December 2026, 10:00, Vienna time (GMT+1)");
    expect(text).toContain(
      "  Friday, 4 December 2026, 10:00–11:00, Vienna time (GMT+1)\n  Saturday, 5 December",
    );
    expect(text).not.toContain("When:");
    expect(document.button).toEqual({ label: "Choose a time", url: LINK });
  });

  test("beside a refusal points to the link", async () => {
    const { text } = await compose({ template: "declined", offer, change: { status: "DECLINED" } });
    expect(text).toContain("Other times are held for you until");
    expect(text).toContain(`Choose a time: ${LINK}`);
  });
});

describe("a deposit", () => {
  const due = { depositAmount: 5000, depositCurrency: "EUR", depositState: "due" as const };

  test("is named with the way to pay it", async () => {
    const { text, html } = await compose({
      template: "deposit_due",
      change: { ...due, depositUrl: "https://pay.example/?a=1&b=2" },
    });
    expect(text).toMatch(
      /Deposit:\n {2}€50(\.00)?, still to be paid\n {2}Pay the deposit: https:\/\/pay\.example/,
    );
    expect(html).toContain('href="https://pay.example/?a=1&amp;b=2"');
  });

  test("of a request is not to be paid yet, unless the studio asks for it now", async () => {
    const change = { ...due, depositUrl: "https://pay.example/{reference}", status: "PENDING" as const };
    for (const template of ["requested", "rescheduled"] as const) {
      const { text, html } = await compose({ template, change });
      expect(text).toMatch(/Deposit: €50/);
      expect(text + html).not.toContain("pay.example");
    }
    expect((await compose({ template: "deposit_due", change })).text).toMatch(/pay\.example\/[A-Z0-9]{8}\n/);
    const confirmed = await compose({ change: { ...change, status: "CONFIRMED" } });
    expect(confirmed.text).toMatch(/pay\.example\/[A-Z0-9]{8}\n/);
  });

  test("that is paid asks for nothing", async () => {
    const { text } = await compose({
      change: { ...due, depositState: "paid", depositUrl: "https://pay.example" },
    });
    expect(text).toMatch(/Deposit: €50(\.00)?, paid/);
    expect(text).not.toContain("pay.example");
  });

  test("of what is over is not mentioned", async () => {
    const { text } = await compose({ template: "cancelled", change: { ...due, status: "CANCELLED" } });
    expect(text).not.toContain("Deposit");
  });
});

test.each([
  ["#f4c542", "#1a120d"],
  ["#123456", "#ffffff"],
])("the button in the studio's colour %s can be read", async (accent, words) => {
  const studio = await openStudio();
  await writeSetting(studio.db, "accent", accent);
  const { html } = await compose({ settings: await studioSettings({ db: studio.db }) });
  expect(html).toMatch(new RegExp(`bgcolor="${accent}".*color:${words}`));
});

test("a request says when an answer comes", async () => {
  const long = await compose({ template: "requested", change: { status: "PENDING", expiresAt: TEN - HOUR } });
  expect(long.text).toContain("by Wednesday, 2 December 2026, 09:00, Vienna time (GMT+1) at the latest");
  const short = await compose({ template: "requested", change: { status: "PENDING", expiresAt: TEN } });
  expect(short.text).toContain("You will hear from us before then.");
});
