import { expect, test } from "vitest";
import { openFollowUpStudio } from "#tests/support/follow-up-studio.ts";

/** A conversation that follows the request of whoever is named. */
async function requestedBy(clientName: string) {
  const studio = await openFollowUpStudio();
  await studio.follow("requested", "freescout");
  await studio.request({ clientName, clientEmail: "nora@example.org" });
  await studio.deliver();
  expect(await studio.held("freescout", "requested: ")).toHaveLength(1);
  return studio;
}

test("FreeScout mails the customer nothing because of a conversation that follows their appointment", async () => {
  expect((await requestedBy("Nora Vogt")).mailed).toEqual([]);
});

test("a name longer than FreeScout takes keeps no conversation from being made", async () => {
  const studio = await requestedBy(`${"Nora-".repeat(9)} Vogt von und zu ${"Donau-".repeat(7)}`);
  expect(await studio.runs()).toMatchObject([{ state: "done" }]);
});
