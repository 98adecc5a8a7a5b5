import { expect, test } from "vitest";
import { listSyncLogs } from "#db/queries/calendars.ts";
import { SECOND } from "#lib/core/clock.ts";
import { deleteCloudEvent, writeCloudEvent } from "#tests/support/cloud-event.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openCloudStudio } from "#tests/support/test-studio.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { pullUnderWay } from "./refresh-artist.ts";
import { watchArtists } from "./watch-artists.ts";

test("while somebody listens, the artist's calendars are kept fresh, and what is found there is told", async () => {
  const studio = await openCloudStudio();
  const watch = watchArtists(studio.ctx(), { lookEveryMs: 5 });
  const told: number[] = [];
  const stop = watch.listen("mara", null, (version) => told.push(version));
  const href = await writeCloudEvent(studio, "lunch", { startMs: TEN, endMs: TEN + 3_600_000 });
  studio.clock.advance(15 * SECOND);
  await waitFor("the new event", () => told.length === 1);
  await deleteCloudEvent(studio, href);
  studio.clock.advance(15 * SECOND);
  await waitFor("the deletion", () => told.length === 2);
  stop();
  stop();
  expect(watch.watched()).toBe(0);
  const { id } = await studio.calendar();
  await waitFor("the runs to end", () => pullUnderWay(id) === undefined);
  const logs = await listSyncLogs(studio.db, [id, (await studio.calendar("theo")).id], 20);
  // Nobody looks at Theo's times.
  expect(logs.map(({ artistId, cause }) => `${artistId} ${cause}`).sort()).toEqual([
    "mara booking",
    "mara booking",
    "mara first",
    "theo first",
  ]);
});

test("one who stops listening does not take the other's news away", async () => {
  const studio = await openCloudStudio();
  const watch = watchArtists(studio.ctx(), { lookEveryMs: 5 });
  const heard = { one: 0, two: 0 };
  const stopOne = watch.listen("mara", null, () => {
    heard.one += 1;
  });
  const stopTwo = watch.listen("mara", null, () => {
    heard.two += 1;
  });
  stopOne();
  studio.db.$client.exec("UPDATE artists SET daily_maximum = 2 WHERE id = 'mara'");
  await waitFor("the change", () => heard.two === 1);
  expect(heard.one).toBe(0);
  stopTwo();
});
