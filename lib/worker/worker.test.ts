import { describe, expect, test } from "vitest";
import { writeSetting } from "#db/queries/system.ts";
import { services } from "#db/schema/artists.ts";
import { readFormDraft, saveFormDraft } from "#lib/appointments/form-draft.ts";
import { findBookableArtist } from "#lib/artists/find-bookable-artist.ts";
import { listBookableArtists } from "#lib/artists/list-bookable-artists.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { runJobs } from "./schedule.ts";

describe("jobs", () => {
  test("run again and again, each in its own time; one that fails stops neither itself nor the others", async () => {
    const stop = new AbortController();
    const runs = { good: 0, bad: 0, slow: 0 };
    const { promise: forever, resolve: end } = Promise.withResolvers<void>();
    const job = (name: "good" | "bad" | "slow", run: () => Promise<void>) => ({
      name,
      everyMs: 1,
      run: () => {
        runs[name] += 1;
        if (runs.good >= 5 && runs.bad >= 5) {
          stop.abort();
          end();
        }
        return run();
      },
    });
    await runJobs(
      [
        job("good", async () => undefined),
        job("bad", async () => {
          throw new Error("as expected");
        }),
        job("slow", () => forever),
      ],
      stop.signal,
    );
    expect(runs.good).toBeGreaterThanOrEqual(5);
    expect(runs.bad).toBeGreaterThanOrEqual(5);
    expect(runs.slow).toBe(1);
  });

  test("that are to stop before they began do not run", async () => {
    const run = async () => expect.unreachable();
    await runJobs([{ name: "x", everyMs: 1, run }], AbortSignal.abort());
  });
});

describe("the studio's settings", () => {
  test("have defaults, also where what is stored is of no use", async () => {
    const { db } = await openStudio();
    const defaults = {
      name: "Parlour",
      timeZone: "Europe/Vienna",
      locale: "en",
      pendingExpiryDays: 7,
      accent: null,
      logoUrl: null,
      imprint: "",
      privacy: "",
      address: "",
      contactEmail: "",
      phone: "",
      currency: "EUR",
      paymentUrl: "",
      reminderHours: 24,
      offerExpiryHours: 72,
      waitlistClaimMinutes: 120,
      noShowLimit: null,
      retentionMonths: null,
    };
    expect(await studioSettings({ db })).toEqual(defaults);
    for (const [name, value] of Object.entries({
      name: "",
      timeZone: "Mars",
      locale: "fr",
      pendingExpiryDays: 0,
      accent: "red",
      logoId: 7,
      imprint: 1,
      privacy: "x".repeat(20_001),
      currency: "euro",
      reminderHours: -1,
      offerExpiryHours: 0,
      waitlistClaimMinutes: 1,
      noShowLimit: 0,
      retentionMonths: -1,
      other: 1,
    }))
      await writeSetting(db, name, value);
    expect(await studioSettings({ db })).toEqual(defaults);
    await writeSetting(db, "pendingExpiryDays", 3);
    expect((await studioSettings({ db })).pendingExpiryDays).toBe(3);
  });
});

describe("what can be booked", () => {
  test("artists in their order with their active services; one who is gone or offers nothing is not shown", async () => {
    const studio = await openStudio();
    expect(
      (await listBookableArtists(studio.ctx())).map(({ slug, services: list }) => [
        slug,
        list.map(({ id }) => id),
      ]),
    ).toEqual([
      ["mara", ["session", "buffered"]],
      ["theo", ["session", "buffered"]],
    ]);
    expect((await findBookableArtist(studio.ctx(), "theo"))?.name).toBe("Theo");
    expect(await findBookableArtist(studio.ctx(), "nobody")).toBeNull();
    studio.db.update(services).set({ active: false }).run();
    expect(await listBookableArtists(studio.ctx())).toEqual([]);
    expect(await findBookableArtist(studio.ctx(), "mara")).toBeNull();
  });
});

test("a refused form is kept for half an hour, under its token only, and cut", async () => {
  const studio = await openStudio();
  const draft = {
    values: { clientName: "x".repeat(30_000) },
    errors: { clientEmail: ["email"] },
    code: "invalid_input",
  };
  const token = await saveFormDraft(studio.ctx(), draft);
  const kept = await readFormDraft(studio.ctx(), token);
  expect(kept).toMatchObject({ errors: draft.errors, code: "invalid_input" });
  expect(kept?.values.clientName).toHaveLength(20_000);
  expect(await readFormDraft(studio.ctx(), "other")).toBeNull();
  studio.clock.advance(30 * MINUTE);
  expect(await readFormDraft(studio.ctx(), token)).toBeNull();
});
