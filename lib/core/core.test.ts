import { describe, expect, test } from "vitest";
import { missingNextcloudConfig, parseEnv, publicUrl } from "./env.ts";
import { AppError, UpstreamError } from "./errors.ts";
import { equalSecrets, hashToken, newEventUid, newId, newToken } from "./ids.ts";
import { backoff } from "./retry.ts";
import { derivedToken } from "./secrets.ts";
import { addDays, dayOf, instantOf, isTimeZone, weekdayOf } from "./time-zone.ts";

describe("the environment", () => {
  test("has defaults, and what is empty counts as absent", () => {
    expect(parseEnv({ NEXTCLOUD_BASE_URL: " ", SMTP_URL: "" })).toMatchObject({
      DATABASE_URL: "file:./data/parlour.db",
      PARLOUR_RATE_LIMITS: "on",
      PARLOUR_SYNC_INTERVAL_SECONDS: 300,
      NEXTCLOUD_CALENDAR_BASE_PATH: "/remote.php/dav/calendars",
    });
    expect(parseEnv({}).NEXTCLOUD_BASE_URL).toBeUndefined();
  });

  test("takes the alias, and trailing slashes off", () => {
    expect(parseEnv({ NEXTCLOUD_URL: "https://c.example/cloud//" }).NEXTCLOUD_BASE_URL).toBe(
      "https://c.example/cloud",
    );
    const both = { NEXTCLOUD_URL: "https://a.example", NEXTCLOUD_BASE_URL: "https://b.example" };
    expect(parseEnv(both).NEXTCLOUD_BASE_URL).toBe("https://b.example");
    expect(parseEnv({ NEXTCLOUD_CALENDAR_BASE_PATH: "/dav/" }).NEXTCLOUD_CALENDAR_BASE_PATH).toBe("/dav");
    const files = { NEXTCLOUD_FILES_BASE_PATH: "/Studio//Kunden/" };
    expect(parseEnv(files).NEXTCLOUD_FILES_BASE_PATH).toBe("Studio/Kunden");
    expect(parseEnv({ NEXTCLOUD_FILES_BASE_PATH: "/" }).NEXTCLOUD_FILES_BASE_PATH).toBe("");
  });

  test.each<[string, string]>([
    ["NEXTCLOUD_BASE_URL", "cloud.example"],
    ["NEXTCLOUD_BASE_URL", "ftp://cloud.example"],
    ["NEXTCLOUD_BASE_URL", "https://user:secret@cloud.example"],
    ["TODOIST_API_URL", "https://api.example/v1?key=secret"],
    ["ECODMS_API_URL", "https://archive.example/#/login"],
    ["ZULIP_BASE_URL", "https://chat.example/?"],
    ["NEXTAUTH_SECRET", "short"],
    ["NEXTCLOUD_WEBHOOK_SECRET", "short"],
    ["NEXTCLOUD_WEBHOOK_SECRET", "a secret with line\nbreaks in it"],
    ["DATABASE_URL", "postgres://x"],
    ["PARLOUR_RATE_LIMITS", "maybe"],
    ["PARLOUR_SYNC_INTERVAL_SECONDS", "often"],
    ["PARLOUR_SYNC_INTERVAL_SECONDS", "1"],
    ["NEXTCLOUD_CALENDAR_BASE_PATH", "dav"],
    ["NEXTCLOUD_FILES_BASE_PATH", "/customers/../secrets"],
    ["NEXTCLOUD_FILES_BASE_PATH", "customers\\\\x"],
    ["PARLOUR_UPLOAD_MAX_MB", "0"],
    ["PARLOUR_UPLOAD_TYPES", "image/*, everything"],
    ["SMTP_URL", "mail.example"],
    ["LOG_LEVEL", "loud"],
    ["SMTP_URL", "smtp://"],
    ["SMTP_URL", "smtp://mail.example.org:mail"],
    ["SMTP_URL", "smtp://desk:secret%word@mail.example.org"],
    ["MAIL_FROM", "Studio"],
    ["MAIL_FROM", "Studio desk@studio.example"],
    ["MAIL_FROM", "Studio <desk@studio.example>, b@studio.example"],
    ["MAIL_FROM", "Studio\nBcc: x <desk@studio.example>"],
  ])("stops at %s=%s with one line that names it and keeps the value to itself", (name, value) => {
    expect(() => parseEnv({ [name]: value })).toThrow(
      new RegExp(`^Configuration is not valid\\. ${name}: [^\\n]+$`),
    );
    if (value.includes("secret")) expect(() => parseEnv({ [name]: value })).not.toThrow(/secret/);
  });

  test("says what Nextcloud still needs, and the address people use", () => {
    expect(missingNextcloudConfig(parseEnv({ NEXTCLOUD_USERNAME: "p" }))).toEqual([
      "NEXTCLOUD_BASE_URL",
      "NEXTCLOUD_PASSWORD",
    ]);
    expect(publicUrl(parseEnv({ NEXTAUTH_URL: "https://s.example/" }))).toBe("https://s.example");
    expect(publicUrl(parseEnv({}))).toBe("http://localhost:3000");
  });
});

describe("days and clock times of a zone", () => {
  test.each<[string, string, string]>([
    ["2026-12-01T22:59:59Z", "Europe/Vienna", "2026-12-01"],
    ["2026-12-01T23:00:00Z", "Europe/Vienna", "2026-12-02"],
    ["2026-12-01T10:00:00Z", "Pacific/Kiritimati", "2026-12-02"],
    ["2026-12-01T03:00:00Z", "America/New_York", "2026-11-30"],
  ])("%s is in %s on %s", (instant, zone, day) => {
    expect(dayOf(Date.parse(instant), zone)).toBe(day);
  });

  test.each<[string, string, number, string, string]>([
    ["a winter's time", "2026-12-02", 600, "Europe/Vienna", "2026-12-02T09:00:00.000Z"],
    ["the day's end", "2026-12-02", 1440, "Europe/Vienna", "2026-12-02T23:00:00.000Z"],
    ["the year's end", "2026-12-31", 1440, "Pacific/Kiritimati", "2026-12-31T10:00:00.000Z"],
    ["a time that is left out moves forward", "2027-03-28", 150, "Europe/Vienna", "2027-03-28T01:30:00.000Z"],
    ["half an hour that is left out", "2026-10-04", 135, "Australia/Lord_Howe", "2026-10-03T15:45:00.000Z"],
    ["a time that comes twice is the first", "2026-10-25", 150, "Europe/Vienna", "2026-10-25T00:30:00.000Z"],
    ["the end of a short day", "2027-03-14", 1440, "America/New_York", "2027-03-15T04:00:00.000Z"],
  ])("%s", (_name, day, minute, zone, instant) => {
    expect(new Date(instantOf(day, minute, zone)).toISOString()).toBe(instant);
  });

  test("are the same whatever zone the process is in", () => {
    const before = process.env.TZ;
    const cases: [string, number, string][] = [
      ["2026-10-25", 150, "Europe/Vienna"],
      ["2026-11-01", 90, "America/New_York"],
      ["2027-04-04", 105, "Australia/Lord_Howe"],
      ["2027-03-28", 150, "Europe/Vienna"],
    ];
    try {
      const answers = ["UTC", "Europe/Vienna", "America/New_York", "Australia/Lord_Howe"].map((zone) => {
        process.env.TZ = zone;
        expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
        return cases.map((one) => new Date(instantOf(...one)).toISOString());
      });
      for (const answer of answers)
        expect(answer).toEqual([
          "2026-10-25T00:30:00.000Z",
          "2026-11-01T05:30:00.000Z",
          "2027-04-03T14:45:00.000Z",
          "2027-03-28T01:30:00.000Z",
        ]);
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });

  test("weekdays and days around the end of months", () => {
    expect(["2026-11-30", "2026-12-06"].map(weekdayOf)).toEqual([1, 7]);
    expect([addDays("2026-12-31", 1), addDays("2028-03-01", -1), addDays("2027-03-28", 0)]).toEqual([
      "2027-01-01",
      "2028-02-29",
      "2027-03-28",
    ]);
  });

  test.each(["", "Mars/Olympus", "+01:00", "Europe/Vienna\n", "x".repeat(70), "../../etc"])(
    "%j is no zone",
    (zone) => {
      expect(isTimeZone(zone)).toBe(false);
    },
  );
  test.each(["UTC", "Europe/Vienna", "America/Argentina/Buenos_Aires"])("%s is a zone", (zone) => {
    expect(isTimeZone(zone)).toBe(true);
  });
});

test("backoff grows, keeps its ceiling, and never is at once", () => {
  const limits = { baseMs: 100, maximumMs: 1000 };
  expect([0, 1, 2, 3, 4, 1000].map((attempts) => backoff(attempts, limits, () => 1))).toEqual([
    100, 200, 400, 800, 1000, 1000,
  ]);
  expect([0, 3, 1000].map((attempts) => backoff(attempts, limits, () => 0))).toEqual([10, 80, 100]);
});

test("ids, tokens and secrets", () => {
  expect(newId()).toMatch(/^[a-km-np-z2-9]{20}$/);
  expect(new Set(Array.from({ length: 1000 }, newId)).size).toBe(1000);
  expect(newToken()).toMatch(/^[\w-]{43}$/);
  expect(newEventUid()).toMatch(/^[0-9a-f-]{36}$/);
  expect(hashToken("a")).toMatch(/^[0-9a-f]{64}$/);
  expect([equalSecrets("a", "a"), equalSecrets("a", "b"), equalSecrets("a", "aa")]).toEqual([
    true,
    false,
    false,
  ]);
  const env = parseEnv({ PARLOUR_ENCRYPTION_KEY: "key-of-sixteen-characters" });
  expect(derivedToken(env, "manage", "1")).toBe(derivedToken(env, "manage", "1"));
  expect(
    new Set([
      derivedToken(env, "manage", "1"),
      derivedToken(env, "manage", "2"),
      derivedToken(env, "other", "1"),
    ]).size,
  ).toBe(3);
  expect(() => derivedToken(parseEnv({}), "manage", "1")).toThrow("PARLOUR_ENCRYPTION_KEY");
});

test("an upstream's failure is worth another try where time may mend it", () => {
  const retryable = (kind: UpstreamError["kind"], status?: number) =>
    new UpstreamError({ service: "x", kind, status, message: "" }).retryable;
  expect([
    retryable("network"),
    retryable("rejected", 500),
    retryable("rejected", 404),
    retryable("auth", 401),
  ]).toEqual([true, true, false, false]);
  expect(new AppError("conflict", "x", { cause: "y" }).cause).toBe("y");
});
