import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { actors } from "#tests/support/test-actors.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { artistFeed } from "./artist-feed.ts";
import { endFeed } from "./end-feed.ts";
import { renewFeed } from "./renew-feed.ts";

const tokenOf = (url: string) => new URL(url).pathname.split("/")[3] ?? "";

describe("the feed of an artist's appointments", () => {
  test("holds what stands and what is asked for, and nothing of others", async () => {
    const studio = await openStudio();
    const { appointment } = await studio.request({ clientName: "Nora Weiß; BEGIN:VEVENT" });
    const feed = await artistFeed(studio.ctx(), tokenOf(await renewFeed(studio.ctx("mara"), "mara")));
    const calendar = new ICAL.Component(ICAL.parse(feed.text));
    const events = calendar.getAllSubcomponents("vevent");
    expect(events).toHaveLength(1);
    expect(events[0]?.getFirstPropertyValue("status")).toBe("TENTATIVE");
    expect(String(events[0]?.getFirstPropertyValue("summary"))).toContain("Nora Weiß; BEGIN:VEVENT");
    expect(String(events[0]?.getFirstPropertyValue("dtstart"))).toBe(
      appointment.startTime.replace(".000Z", "Z"),
    );
    const other = await artistFeed(studio.ctx(), tokenOf(await renewFeed(studio.ctx("admin"), "theo")));
    expect(other.text).not.toContain("BEGIN:VEVENT");
  });

  test("says the same until something changes, so that it need not be sent again", async () => {
    const studio = await openStudio();
    const token = tokenOf(await renewFeed(studio.ctx("mara"), "mara"));
    const empty = await artistFeed(studio.ctx(), token);
    studio.clock.advance(60_000);
    expect((await artistFeed(studio.ctx(), token)).etag).toBe(empty.etag);
    await studio.request();
    expect((await artistFeed(studio.ctx(), token)).etag).not.toBe(empty.etag);
  });

  test("an address that was replaced, ended or guessed opens nothing", async () => {
    const studio = await openStudio();
    const first = tokenOf(await renewFeed(studio.ctx("mara"), "mara"));
    const second = tokenOf(await renewFeed(studio.ctx("mara"), "mara"));
    await expect(artistFeed(studio.ctx(), first)).rejects.toMatchObject({ code: "not_found" });
    await artistFeed(studio.ctx(), second);
    await endFeed(studio.ctx("mara"), "mara");
    for (const token of [second, "", "../../etc", "x".repeat(43)])
      await expect(artistFeed(studio.ctx(), token)).rejects.toMatchObject({ code: "not_found" });
  });

  test("only the artist and admins make one", async () => {
    const studio = await openStudio();
    for (const actor of ["customer", "staff"] as const)
      await expect(renewFeed(studio.ctx(actor), "mara")).rejects.toMatchObject({
        code: actor === "customer" ? "not_signed_in" : "not_allowed",
      });
    await expect(renewFeed(studio.ctx("mara"), "theo")).rejects.toMatchObject({ code: "not_allowed" });
  });

  test("a token makes none unless it may read appointments: the feed names who comes", async () => {
    const studio = await openStudio();
    const by = (...scopes: string[]) => ({ ...studio.ctx(), actor: { ...actors.mara, scopes } });
    await expect(renewFeed(by("studio:write"), "mara")).rejects.toMatchObject({ code: "not_allowed" });
    expect(tokenOf(await renewFeed(by("studio:write", "appointments:read"), "mara"))).toMatch(/^[\w-]{43}$/);
  });
});
