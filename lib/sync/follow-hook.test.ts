import { describe, expect, test } from "vitest";
import { listSyncLogs } from "#db/queries/calendars.ts";
import { calendarHook, calendarsNamed } from "#lib/nextcloud/calendar-hook.ts";
import { writeCloudEvent } from "#tests/support/cloud-event.ts";
import { TEN } from "#tests/support/test-request.ts";
import { type CloudStudio, openCloudStudio } from "#tests/support/test-studio.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { followHook, hintedCalendars } from "./follow-hook.ts";
import { pullSoon } from "./pull-soon.ts";
import { pullShared, pullUnderWay } from "./refresh-artist.ts";

const HOUR = 3_600_000;

/** A calendar data array as Nextcloud 32 sends it. */
const data = (owner: string, uri: string) => ({ id: 7, uri, principaluri: `principals/users/${owner}` });
const hookOf = (event: unknown) => calendarHook.parse({ event, user: null, time: 1 });

describe("which calendars a hook speaks of", () => {
  const calendar = (id: string, owner: string | null, home: string, calendarId: string) => ({
    id,
    owner,
    calendarId,
    href: `/remote.php/dav/calendars/${home}/${calendarId}/`,
  });
  const calendars = [
    calendar("mara", "mara", "parlour", "personal_shared_by_mara"),
    calendar("mara-trips", "mara", "parlour", "trips_shared_by_mara"),
    calendar("theo", null, "parlour", "personal_shared_by_theo"),
    calendar("june", null, "june", "personal"),
    calendar("house", "parlour", "parlour", "house"),
  ];
  test.each<[string, unknown, string[]]>([
    ["one that is shared", { calendarData: data("mara", "personal") }, ["mara"]],
    ["one whose owner the server did not tell us", { calendarData: data("theo", "personal") }, ["theo"]],
    ["one in its owner's home", { calendarData: data("june", "personal") }, ["june"]],
    ["our own", { calendarData: data("parlour", "house") }, ["house"]],
    [
      "a move between two",
      { sourceCalendarData: data("mara", "personal"), targetCalendarData: data("theo", "personal") },
      ["mara", "theo"],
    ],
    [
      "one we do not know, of an owner we do",
      { calendarData: data("mara", "garden") },
      ["mara", "mara-trips"],
    ],
    ["somebody else's", { calendarData: data("nobody", "personal") }, []],
    ["a name without an owner", { calendarData: { uri: "trips" } }, ["mara-trips"]],
    ["an owner without a name", { calendarData: { principaluri: "principals/users/june" } }, ["june"]],
    ["nothing", {}, calendars.map(({ id }) => id)],
    ["nonsense", { calendarData: "x", class: 7 }, calendars.map(({ id }) => id)],
    [
      "names of a wrong kind",
      { calendarData: { uri: 5, principaluri: ["a"] } },
      calendars.map(({ id }) => id),
    ],
  ])("%s", (_name, event, expected) => {
    expect(hintedCalendars(calendars, calendarsNamed(hookOf(event)))).toEqual(expected);
  });
});

const causes = async (studio: CloudStudio, artistId = "mara") =>
  (await listSyncLogs(studio.db, [(await studio.calendar(artistId)).id], 100)).map(({ cause }) => cause);

/** Nextcloud is asked nothing until the function is called. */
function holdBack(studio: CloudStudio): () => void {
  const held = Promise.withResolvers<boolean>();
  studio.proxy.hold = () => held.promise;
  return () => held.resolve(false);
}

async function quiet(studio: CloudStudio, artistId = "mara"): Promise<void> {
  const { id } = await studio.calendar(artistId);
  await waitFor("the runs to end", () => pullUnderWay(id) === undefined);
}

test("a hook syncs the calendar it names, and no other", async () => {
  const studio = await openCloudStudio();
  await writeCloudEvent(studio, "lunch", { startMs: TEN, endMs: TEN + HOUR });
  const synced = await followHook(studio.ctx(), hookOf({ calendarData: data("mara", "personal") }));
  expect(synced).toEqual([(await studio.calendar()).id]);
  await waitFor("the run", async () => (await causes(studio)).includes("webhook"));
  await quiet(studio);
  expect(await causes(studio)).toEqual(["webhook", "first"]);
  expect(await causes(studio, "theo")).toEqual(["first"]);
});

test("a burst of hooks costs the run under way and one that follows it", async () => {
  const studio = await openCloudStudio();
  const { id } = await studio.calendar();
  const answer = holdBack(studio);
  pullSoon(studio.ctx(), id, "webhook");
  await waitFor("the first run to ask", () => studio.proxy.requests.length > 0);
  for (let index = 0; index < 100; index++) pullSoon(studio.ctx(), id, "webhook");
  answer();
  await waitFor("both runs", async () => (await causes(studio)).length === 3);
  await quiet(studio);
  expect(await causes(studio)).toEqual(["webhook", "webhook", "first"]);
});

test("a change that came after a run had read is found by the run that follows it", async () => {
  const studio = await openCloudStudio();
  const { id } = await studio.calendar();
  // The answer to the run of a booking is held back; what it says is from before the change.
  const answer = holdBack(studio);
  const booking = pullShared(studio.ctx(), id, "booking");
  await waitFor("the run to ask", () => studio.proxy.requests.length > 0);
  pullSoon(studio.ctx(), id, "webhook");
  answer();
  await booking;
  await waitFor("the run that follows", async () => (await causes(studio)).includes("webhook"));
  await quiet(studio);
  // The run of the booking found nothing, which is no news.
  expect(await causes(studio)).toEqual(["webhook", "first"]);
});
