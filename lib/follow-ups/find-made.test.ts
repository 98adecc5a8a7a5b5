import { expect, test } from "vitest";
import { HOUR } from "#lib/core/clock.ts";
import { openFollowUpStudio } from "#tests/support/follow-up-studio.ts";

test("a conversation is found whose customer FreeScout keeps under another address", async () => {
  const studio = await openFollowUpStudio();
  await studio.follow("requested", "freescout");
  // The second address of somebody whom the stand-in knows.
  await studio.request({ clientName: "Jonas Weber", clientEmail: "jonas@example.net" });
  studio.freescout.faults.add({ method: "POST", drop: "after" });
  await studio.deliver();
  studio.freescout.faults.clear();
  expect(await studio.runs()).toMatchObject([{ state: "waiting" }]);
  studio.clock.advance(HOUR);
  await studio.deliver();
  expect(await studio.runs()).toMatchObject([{ state: "done", remoteUrl: expect.stringMatching(/^http/) }]);
  expect(await studio.held("freescout", "requested: Jonas Weber")).toHaveLength(1);
});
