import { expect, test } from "vitest";
import { MINUTE } from "#lib/core/clock.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { CLIENT_ADDRESS_HEADER } from "./client-address.ts";
import { mayVisitLink } from "./limit-link-visit.ts";

test("120 visits of links a minute for each address, then none until the next", async () => {
  const studio = await openStudio({ now: "2026-12-03T06:00:10Z" });
  const visit = (address: string) =>
    mayVisitLink(studio.ctx(), async () => new Headers({ [CLIENT_ADDRESS_HEADER]: address }));
  for (let count = 0; count < 120; count++) expect(await visit("192.0.2.77")).toBe(true);
  expect(await visit("192.0.2.77")).toBe(false);
  expect(await visit("192.0.2.78")).toBe(true);
  studio.clock.advance(MINUTE);
  expect(await visit("192.0.2.77")).toBe(true);
});
