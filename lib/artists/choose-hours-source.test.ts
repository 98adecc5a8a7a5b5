import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { artistCalendars, calendarObjects } from "#db/schema/calendars.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { availabilityText, setCloudHours, viennaHours } from "#tests/support/cloud-hours.ts";
import { openCloudStudio, openStudio } from "#tests/support/test-studio.ts";
import { chooseHoursSource } from "./choose-hours-source.ts";
import { hoursSourceChoice } from "./input.ts";
import { showArtist } from "./show-artist.ts";
import { showNextcloudHours } from "./show-nextcloud-hours.ts";

const hours = availabilityText(...viennaHours("WE", "1000", "1200"));
const nextcloud = { source: "nextcloud" as const };

describe("choosing Nextcloud as the source of the hours", () => {
  test("takes the owner of the artist's calendar, or who is named, and remembers them", async () => {
    const studio = await openCloudStudio();
    await setCloudHours(studio, hours);
    await setCloudHours(studio, availabilityText(...viennaHours("FR", "1000", "1100")), "theo");
    expect(await showNextcloudHours(studio.ctx("mara"), "mara")).toMatchObject({
      user: "mara",
      times: null,
      readAt: null,
      settingsUrl: `${studio.proxy.url}/index.php/settings/user/availability`,
    });
    expect(await chooseHoursSource(studio.ctx("mara"), "mara", nextcloud)).toMatchObject({
      hoursSource: "nextcloud",
      nextcloudUser: "mara",
    });
    await chooseHoursSource(studio.ctx("admin"), "mara", { ...nextcloud, nextcloudUser: "theo" });
    await chooseHoursSource(studio.ctx("admin"), "mara", { source: "parlour" });
    expect(await chooseHoursSource(studio.ctx("mara"), "mara", nextcloud)).toMatchObject({
      nextcloudUser: "theo",
    });
    const shown = await showNextcloudHours(studio.ctx("staff"), "mara");
    expect(shown).toMatchObject({ user: "theo", readAt: studio.clock.now(), errorKey: null });
    expect(shown.times?.week.map(({ day, stretches }) => [day, stretches.length])).toContainEqual([
      "2026-12-04",
      1,
    ]);
  });

  test.each<[string, string | null, string | undefined, string]>([
    ["nothing is set there", null, undefined, "availability_unset"],
    ["there are no hours in it", "BEGIN:VCALENDAR\r\nEND:VCALENDAR", undefined, "availability_unset"],
    ["nobody has the name", hours, "mara-2", "no_such_user"],
    ["it cannot be read", hours.slice(0, -20), undefined, "availability_unreadable"],
    [
      "a part of it cannot be read",
      hours.replace("END:VAVAILABILITY", "BEGIN:AVAILABLE\r\nUID:x\r\nEND:AVAILABLE\r\nEND:VAVAILABILITY"),
      undefined,
      "availability_unreadable",
    ],
  ])("is refused where %s, and changes nothing", async (_name, text, nextcloudUser, key) => {
    const studio = await openCloudStudio();
    await setCloudHours(studio, text);
    const before = await showArtist(studio.ctx("admin"), "mara");
    const choice = chooseHoursSource(studio.ctx("mara"), "mara", { ...nextcloud, nextcloudUser });
    await expect(choice).rejects.toMatchObject({ code: "invalid_input", errors: { nextcloudUser: [key] } });
    expect(await showArtist(studio.ctx("admin"), "mara")).toEqual(before);
    expect(await listAudit(studio.db, "artist", "mara")).toEqual([]);
  });

  test("is refused where Nextcloud does not answer, in its own words", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ status: 503 });
    await expect(chooseHoursSource(studio.ctx("mara"), "mara", nextcloud)).rejects.toMatchObject({
      service: "nextcloud",
      kind: "rejected",
    });
    expect((await showArtist(studio.ctx("mara"), "mara")).hoursSource).toBe("parlour");
    studio.cloud.cloud.faults.clear();
  });

  test("asks for a name where the calendar is the service account's own, or there is none", async () => {
    const studio = await openCloudStudio();
    studio.db.update(artistCalendars).set({ shared: false }).run();
    const refused = { errors: { nextcloudUser: ["required"] } };
    await expect(chooseHoursSource(studio.ctx("mara"), "mara", nextcloud)).rejects.toMatchObject(refused);
    studio.db.delete(calendarObjects).run();
    studio.db.delete(artistCalendars).run();
    expect((await showNextcloudHours(studio.ctx("mara"), "mara")).user).toBeNull();
    await expect(chooseHoursSource(studio.ctx("mara"), "mara", nextcloud)).rejects.toMatchObject(refused);
    expect(studio.proxy.requests).toEqual([]);
  });

  test("is the artist's and the admins' to do; hours of others are shown to no artist", async () => {
    const studio = await openStudio();
    for (const source of ["nextcloud", "parlour"] as const) {
      for (const actor of ["theo", "staff", "service"] as const)
        await expect(chooseHoursSource(studio.ctx(actor), "mara", { source })).rejects.toMatchObject({
          code: "not_allowed",
        });
      await expect(chooseHoursSource(studio.ctx(), "mara", { source })).rejects.toMatchObject({
        code: "not_signed_in",
      });
    }
    await expect(showNextcloudHours(studio.ctx("theo"), "mara")).rejects.toMatchObject({
      code: "not_allowed",
    });
    await expect(showNextcloudHours(studio.ctx("service"), "mara")).rejects.toMatchObject({
      code: "not_allowed",
    });
    await expect(showNextcloudHours(studio.ctx("staff"), "nobody")).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await showNextcloudHours(studio.ctx("staff"), "mara")).toEqual({
      user: null,
      configured: false,
      settingsUrl: null,
      readAt: null,
      errorKey: null,
      times: null,
    });
  });
});

test.each(["..", ".", "a/b", "a\\b", "", " \n ", "x".repeat(65)])("%o is no user's name", (nextcloudUser) => {
  expect(() => parseInput(hoursSourceChoice, { ...nextcloud, nextcloudUser })).toThrow();
});

test.each([{}, { source: "elsewhere" }, { source: 1 }])("%o is no choice", (input) => {
  expect(() => parseInput(hoursSourceChoice, input)).toThrow();
});
