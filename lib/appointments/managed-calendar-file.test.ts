import { expect, test } from "vitest";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { manageToken } from "#lib/links/manage-link.ts";
import { chooseOffered } from "#lib/offers/choose-offered.ts";
import { makeOffer } from "#lib/offers/make-offer.ts";
import { icsProperties } from "#tests/support/ics-properties.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { managedCalendarFile } from "./managed-calendar-file.ts";

test("the file behind the link is one entry, also behind the older link once another time was chosen", async () => {
  const studio = await openStudio();
  const { appointment, manageUrl } = await studio.request();
  const token = manageUrl.split("/").at(-1) ?? "";
  const before = icsProperties(await managedCalendarFile(studio.ctx(), token));
  expect(before).toMatchObject({ UID: `customer-${appointment.id}`, STATUS: "TENTATIVE", URL: manageUrl });
  const offer = await makeOffer(studio.ctx("mara"), {
    about: { kind: "appointment", id: appointment.id },
    times: [{ startMs: TEN + DAY }],
  });
  const declined = icsProperties(await managedCalendarFile(studio.ctx(), token));
  expect(declined).toMatchObject({ UID: before.UID, STATUS: "CANCELLED" });
  studio.clock.advance(HOUR);
  const heldId = offer.times[0]?.heldId ?? "";
  await chooseOffered(studio.ctx(), { kind: "appointment", token, heldId });
  const newToken = manageToken(studio.env, { id: heldId, linkGeneration: 0 }).token;
  for (const link of [token, newToken]) {
    const file = icsProperties(await managedCalendarFile(studio.ctx(), link));
    expect(file).toMatchObject({ UID: before.UID, STATUS: "CONFIRMED", DTSTART: "2026-12-03T09:00:00Z" });
    expect(Number(file.SEQUENCE)).toBeGreaterThan(Number(declined.SEQUENCE));
  }
});

test.each(["", "short", "x".repeat(43), "../../etc/passwd"])("the link %j is not valid", async (token) => {
  const studio = await openStudio();
  await expect(managedCalendarFile(studio.ctx(), token)).rejects.toMatchObject({ code: "not_found" });
});
