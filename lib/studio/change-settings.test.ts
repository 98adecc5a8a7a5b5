import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { pictures } from "#db/schema/pictures.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { pngPicture } from "#tests/support/test-pictures.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { changeSettings } from "./change-settings.ts";
import { settingsChange } from "./input.ts";
import { removeLogo } from "./remove-logo.ts";
import { setLogo } from "./set-logo.ts";
import { studioSettings } from "./settings.ts";

test("changes what is given; null takes it back to what Parlour comes with", async () => {
  const studio = await openStudio();
  const admin = studio.ctx("admin");
  const all = {
    name: "Ink & Co",
    timeZone: "America/New_York",
    locale: "de",
    pendingExpiryDays: 3,
    accent: "#0a5f3c",
    imprint: "Ink & Co\nVienna",
    privacy: "We keep little.",
    address: "Neubaugasse 12\n1070 Wien",
    contactEmail: "hello@example.org",
    phone: "+43 1 234",
    currency: "CHF",
    paymentUrl: "https://pay.example/{reference}",
    reminderHours: 48,
    offerExpiryHours: 24,
    waitlistClaimMinutes: 60,
    noShowLimit: 2,
    retentionMonths: 24,
  } as const;
  expect(await changeSettings(admin, all)).toEqual({ ...all, logoUrl: null });
  expect(await changeSettings(admin, { accent: null, retentionMonths: null, imprint: "" })).toEqual({
    ...all,
    accent: null,
    retentionMonths: null,
    imprint: "",
    logoUrl: null,
  });
  expect((await changeSettings(admin, {})).name).toBe("Ink & Co");
  expect((await listAudit(studio.db, "settings", "studio")).map(({ detail }) => detail)).toEqual([
    { fields: Object.keys(all) },
    { fields: ["accent", "retentionMonths", "imprint"] },
    { fields: [] },
  ]);
});

test("a new logo takes the place of the one before, and none leaves nothing behind", async () => {
  const studio = await openStudio();
  const admin = studio.ctx("admin");
  const png = await pngPicture({ width: 40, height: 10 });
  const first = (await setLogo(admin, png)).logoUrl;
  const { logoUrl } = await setLogo(admin, png);
  expect(logoUrl).toMatch(/^\/api\/pictures\/\w{20}$/);
  expect(logoUrl).not.toBe(first);
  expect(studio.db.select().from(pictures).all()).toHaveLength(1);
  await expect(setLogo(admin, Buffer.from("<svg/>"))).rejects.toMatchObject({
    errors: { picture: ["not_a_picture"] },
  });
  expect((await studioSettings(studio.ctx())).logoUrl).toBe(logoUrl);
  expect((await removeLogo(admin)).logoUrl).toBeNull();
  expect((await removeLogo(admin)).logoUrl).toBeNull();
  expect(studio.db.select().from(pictures).all()).toEqual([]);
});

describe("what people send about the studio", () => {
  test.each<[string, object, Record<string, string[]>]>([
    ["no name", { name: "" }, { name: ["required"] }],
    ["a long name", { name: "x".repeat(81) }, { name: ["too_long"] }],
    ["a zone that is none", { timeZone: "Vienna" }, { timeZone: ["time_zone"] }],
    ["a language we do not speak", { locale: "fr" }, { locale: ["unknown"] }],
    ["no days", { pendingExpiryDays: 0 }, { pendingExpiryDays: ["too_small"] }],
    ["a season", { pendingExpiryDays: 61 }, { pendingExpiryDays: ["too_large"] }],
    ["a colour by name", { accent: "red" }, { accent: ["colour"] }],
    ["a short colour", { accent: "#fff" }, { accent: ["colour"] }],
    ["a colour and more", { accent: "#ffffff;}body{}" }, { accent: ["colour"] }],
    // 4.3 : 1 on white, 4.3 : 1 on ink.
    ["a grey on which nothing can be read", { accent: "#7a7a7a" }, { accent: ["contrast"] }],
    ["an imprint beyond all measure", { imprint: "x".repeat(20_001) }, { imprint: ["too_long"] }],
    ["a privacy text beyond all measure", { privacy: "x".repeat(20_001) }, { privacy: ["too_long"] }],
    ["no month", { retentionMonths: 0 }, { retentionMonths: ["too_small"] }],
    ["half a month", { retentionMonths: 0.5 }, { retentionMonths: ["not_a_number"] }],
  ])("%s is refused at its field", (_name, input, errors) => {
    expect(() => parseInput(settingsChange, input)).toThrow(
      expect.objectContaining({ code: "invalid_input", errors }),
    );
  });

  test.each(["#000000", "#FFFFFF", "#ff6600", "#0a5f3c", "#ffe14d"])("%s carries text", (accent) => {
    expect(parseInput(settingsChange, { accent })).toEqual({ accent: accent.toLowerCase() });
  });

  test("texts of 20,000 characters keep their paragraphs and lose what is no text", () => {
    const imprint = "x".repeat(20_000);
    expect(parseInput(settingsChange, { imprint }).imprint).toBe(imprint);
    expect(parseInput(settingsChange, { privacy: " One\r\n\r\nTwo\u0007 " }).privacy).toBe("One\n\nTwo");
  });
});
