import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { findConnection, findLoginFlow } from "#db/queries/connections.ts";
import { listOutbox } from "#db/queries/outbox.ts";
import { MINUTE, SECOND } from "#lib/core/clock.ts";
import { flowOf, openConnectionStudio } from "#tests/support/connection-studio.ts";
import { confirmConnect } from "./confirm-connect.ts";
import { disconnect } from "./disconnect.ts";
import { grantedPassword } from "./flow-secret.ts";
import { pollConnect } from "./poll-connect.ts";
import { showConnection } from "./show-connection.ts";
import { startConnect } from "./start-connect.ts";

const BEGIN = "POST /index.php/login/v2";
const POLL = "POST /index.php/login/v2/poll";
const WHO = "GET /ocs/v2.php/cloud/user";
const REVOKE = "DELETE /ocs/v2.php/core/apppassword";
const frontDesk = { id: "staff", displayName: "Front Desk" };

describe("connecting", () => {
  test("from the login page to a connection, and away again", async () => {
    const studio = await openConnectionStudio();
    const ctx = studio.ctx("staff");
    const nothing = { connected: false, broken: false, account: null, since: null };
    expect(await showConnection(ctx)).toEqual(nothing);
    const begun = await startConnect(ctx, { sessionHash: "session" });
    expect(begun.expiresAt).toBe(studio.clock.now() + 20 * MINUTE);
    expect(new URL(begun.loginUrl).origin).toBe(studio.proxy.url);
    expect(await studio.poll("staff")).toEqual({ state: "pending" });
    await studio.grant(begun.loginUrl, "staff");
    expect(await studio.poll("staff")).toEqual({ state: "connected", account: frontDesk });
    expect(studio.asked()).toEqual([BEGIN, POLL, POLL, WHO]);
    expect(await showConnection(ctx)).toEqual({
      connected: true,
      broken: false,
      account: frontDesk,
      since: studio.clock.now(),
    });
    // The answer may have been lost; nothing is asked again.
    expect(await studio.poll("staff")).toEqual({ state: "connected", account: frontDesk });
    expect(studio.asked()).toEqual([]);
    const password = await studio.appPassword("user-staff");
    expect(await studio.works("staff", password)).toBe(true);

    expect(await disconnect(ctx)).toEqual({ revoked: true });
    expect(studio.asked()).toEqual([REVOKE]);
    expect(await studio.works("staff", password)).toBe(false);
    expect(await showConnection(ctx)).toEqual(nothing);
    expect(await disconnect(ctx)).toEqual({ revoked: true });
    expect(studio.asked()).toEqual([]);
    expect(await listOutbox(studio.db, 10)).toEqual([]);
    await expect(studio.poll("staff")).rejects.toMatchObject({ code: "not_found" });
    expect((await listAudit(studio.db, "user", "user-staff")).map(({ action }) => action)).toEqual([
      "nextcloud_connected",
      "nextcloud_disconnected",
    ]);
  });

  test("another session, another user and another flow are told of nothing", async () => {
    const studio = await openConnectionStudio();
    const { flowId, loginUrl } = await studio.start("staff", "session");
    await studio.grant(loginUrl, "staff");
    studio.asked();
    const gone = { code: "not_found" };
    await expect(studio.poll("staff", "another")).rejects.toMatchObject(gone);
    await expect(studio.poll("mara", "session")).rejects.toMatchObject(gone);
    await expect(
      pollConnect(studio.ctx("staff"), { flowId: "x", sessionHash: "session" }),
    ).rejects.toMatchObject(gone);
    for (const actor of ["staff", "mara"] as const)
      await expect(confirmConnect(studio.ctx(actor), { sessionHash: "another" })).rejects.toMatchObject(gone);
    expect(studio.asked()).toEqual([]);
    expect(await pollConnect(studio.ctx("staff"), { flowId, sessionHash: "session" })).toMatchObject({
      state: "connected",
    });
  });

  test("nobody who does not sign in may, and nothing is asked without a Nextcloud", async () => {
    const studio = await openConnectionStudio();
    for (const verb of [startConnect, pollConnect, confirmConnect, disconnect, showConnection]) {
      const run = (actor: "customer" | "worker" | "service") => verb(studio.ctx(actor), { sessionHash: "s" });
      await expect(run("customer")).rejects.toMatchObject({ code: "not_signed_in" });
      await expect(run("worker")).rejects.toMatchObject({ code: "not_allowed" });
      await expect(run("service")).rejects.toMatchObject({ code: "not_allowed" });
    }
    const without = studio.ctx("staff", { NEXTCLOUD_BASE_URL: undefined });
    for (const verb of [startConnect, pollConnect])
      await expect(verb(without, { sessionHash: "s" })).rejects.toMatchObject({
        code: "nextcloud_not_configured",
        message: expect.stringContaining("NEXTCLOUD_BASE_URL"),
      });
    expect(studio.asked()).toEqual([]);
  });

  test("Nextcloud is asked every two seconds at most, and once by two who ask together", async () => {
    const studio = await openConnectionStudio();
    const { loginUrl } = await studio.start("staff");
    await studio.poll("staff");
    studio.asked();
    const soon = () => pollConnect(studio.ctx("staff"), { sessionHash: "session" });
    studio.clock.advance(2 * SECOND - 1);
    expect(await soon()).toEqual({ state: "pending" });
    expect(studio.asked()).toEqual([]);
    await studio.grant(loginUrl, "staff");
    studio.clock.advance(1);
    expect(await Promise.all([soon(), soon(), soon()])).toEqual(
      Array(3).fill({ state: "connected", account: frontDesk }),
    );
    expect(studio.asked()).toEqual([POLL, WHO]);
  });

  test("after twenty minutes it has expired", async () => {
    const studio = await openConnectionStudio();
    await studio.start("staff");
    studio.clock.advance(20 * MINUTE - 1);
    expect(await pollConnect(studio.ctx("staff"), { sessionHash: "session" })).toEqual({ state: "pending" });
    studio.asked();
    studio.clock.advance(1);
    expect(await pollConnect(studio.ctx("staff"), { sessionHash: "session" })).toEqual({ state: "expired" });
    expect(studio.asked()).toEqual([]);
    expect(await findLoginFlow(studio.db, "user-staff")).toBeUndefined();
  });

  test("one begun anew takes the place of the one before, whose page leads nowhere", async () => {
    const studio = await openConnectionStudio();
    const first = await studio.start("staff", "first");
    const second = await studio.start("staff", "second");
    await expect(studio.poll("staff", "first")).rejects.toMatchObject({ code: "not_found" });
    await studio.grant(first.loginUrl, "staff");
    expect(await studio.poll("staff", "second")).toEqual({ state: "pending" });
    await studio.grant(second.loginUrl, "staff");
    expect(await studio.poll("staff", "second")).toMatchObject({ state: "connected" });
  });

  test("connecting again replaces and revokes the one before", async () => {
    const studio = await openConnectionStudio();
    await studio.connect("staff", "staff");
    const before = await studio.appPassword("user-staff");
    const { loginUrl } = await studio.start("staff");
    expect(await studio.works("staff", before)).toBe(true);
    await studio.grant(loginUrl, "staff");
    expect(await studio.poll("staff")).toMatchObject({ state: "connected" });
    expect(await studio.works("staff", before)).toBe(false);
    expect(await studio.works("staff", await studio.appPassword("user-staff"))).toBe(true);
  });
});

describe("an account that looks like another person's", () => {
  test("is connected only once they say so", async () => {
    const studio = await openConnectionStudio();
    const { loginUrl } = await studio.start("staff");
    await studio.grant(loginUrl, "theo");
    const theo = { id: "theo", displayName: "Theo Brandl" };
    expect(await studio.poll("staff")).toEqual({ state: "confirm", account: theo });
    expect(await findConnection(studio.db, "user-staff")).toBeUndefined();
    studio.asked();
    expect(await studio.poll("staff")).toEqual({ state: "confirm", account: theo });
    expect(studio.asked()).toEqual([]);
    expect(await confirmConnect(studio.ctx("staff"), { sessionHash: "session" })).toEqual({
      state: "connected",
      account: theo,
    });
    // Known by now: connecting the same account again asks no more.
    const again = await studio.start("staff");
    await studio.grant(again.loginUrl, "theo");
    expect(await studio.poll("staff")).toMatchObject({ state: "connected" });
    // Theo himself is asked, because somebody else is connected to his account.
    const own = await studio.start("theo");
    await studio.grant(own.loginUrl, "theo");
    expect(await studio.poll("theo")).toMatchObject({ state: "confirm" });
  });

  test.each(["begun anew", "given up", "expired"])("is revoked when the sign-in is %s", async (how) => {
    const studio = await openConnectionStudio();
    const { loginUrl } = await studio.start("staff");
    await studio.grant(loginUrl, "theo");
    await studio.poll("staff");
    const { appPassword = "" } = grantedPassword(studio.env, await flowOf(studio)) ?? {};
    expect(await studio.works("theo", appPassword)).toBe(true);
    if (how === "begun anew") await studio.start("staff");
    if (how === "given up") expect(await disconnect(studio.ctx("staff"))).toEqual({ revoked: true });
    if (how === "expired") {
      studio.clock.advance(20 * MINUTE);
      await expect(confirmConnect(studio.ctx("staff"), { sessionHash: "session" })).rejects.toMatchObject({
        code: "not_found",
      });
    }
    await studio.deliverRevokes();
    expect(await studio.works("theo", appPassword)).toBe(false);
    expect(await studio.outboxIds()).toEqual([]);
  });
});
