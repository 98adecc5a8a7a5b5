import { createServer } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { findConnection, findLoginFlow } from "#db/queries/connections.ts";
import { listOutbox } from "#db/queries/outbox.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { flowOf, openConnectionStudio } from "#tests/support/connection-studio.ts";
import { openAppPassword } from "./app-password.ts";
import { disconnect } from "./disconnect.ts";
import { endExpiredFlows } from "./end-flow.ts";
import { grantedPassword, openFlowSecret } from "./flow-secret.ts";

const BEGIN = "POST /index.php/login/v2";
const POLL = "POST /index.php/login/v2/poll";
const WHO = "GET /ocs/v2.php/cloud/user";
const frontDesk = { id: "staff", displayName: "Front Desk" };

describe("bad days of a sign-in", () => {
  test("what was granted before a crash goes on after it", async () => {
    const studio = await openConnectionStudio();
    const { loginUrl } = await studio.start("staff");
    await studio.grant(loginUrl, "staff");
    studio.cloud.cloud.faults.add({ match: /cloud\/user/, status: 503, times: 1 });
    await expect(studio.poll("staff")).rejects.toMatchObject({ kind: "rejected", status: 503 });
    const granted = grantedPassword(studio.env, await flowOf(studio));
    expect(granted?.appPassword).toMatch(/^\S{72}$/);
    forgetProcess();
    expect(await studio.poll("staff")).toEqual({ state: "connected", account: frontDesk });
    expect(studio.asked()).toEqual([BEGIN, POLL, WHO, WHO]);
    expect(await studio.appPassword("user-staff")).toBe(granted?.appPassword);
  });

  test("what is revoked before it was ever used is of no use", async () => {
    const studio = await openConnectionStudio();
    const { loginUrl } = await studio.start("staff");
    await studio.grant(loginUrl, "staff");
    studio.cloud.cloud.faults.add({ match: /cloud\/user/, status: 401, times: 1 });
    expect(await studio.poll("staff")).toEqual({ state: "expired" });
    expect(await findLoginFlow(studio.db, "user-staff")).toBeUndefined();
  });

  test.each<[string, { status: number; body?: string; headers?: Record<string, string> }, object]>([
    ["a web page", { status: 200, body: "<!DOCTYPE html><p>Sign in to the hotel" }, { kind: "malformed" }],
    [
      "maintenance",
      { status: 503, headers: { "X-Nextcloud-Maintenance-Mode": "1" } },
      { reason: "maintenance" },
    ],
    ["too many requests", { status: 429 }, { kind: "rate-limited" }],
    ["a web page that is not there", { status: 404, body: "<!DOCTYPE html>" }, { kind: "rejected" }],
  ])("%s is told, and the sign-in goes on", async (_name, fault, error) => {
    const studio = await openConnectionStudio();
    studio.cloud.cloud.faults.add({ match: /login\/v2$/, times: 1, ...fault });
    await expect(studio.start("staff")).rejects.toMatchObject(error);
    expect(await findLoginFlow(studio.db, "user-staff")).toBeUndefined();
    const { loginUrl } = await studio.start("staff");
    await studio.grant(loginUrl, "staff");
    studio.cloud.cloud.faults.add({ match: /v2\/poll/, times: 1, ...fault });
    await expect(studio.poll("staff")).rejects.toMatchObject(error);
    studio.clock.advance(MINUTE);
    expect(await studio.poll("staff")).toMatchObject({ state: "connected" });
  });

  test("after a 429 that names no time half a minute passes before it is asked again", async () => {
    const studio = await openConnectionStudio();
    await studio.start("staff");
    studio.cloud.cloud.faults.add({ match: /v2\/poll/, status: 429, times: 1 });
    await expect(studio.poll("staff")).rejects.toMatchObject({ kind: "rate-limited" });
    studio.asked();
    for (let look = 0; look < 9; look += 1) expect(await studio.poll("staff")).toEqual({ state: "pending" });
    expect(studio.asked()).toEqual([]);
    await studio.poll("staff");
    expect(studio.asked()).toEqual([POLL]);
  });

  test("a token that somebody else used up brings nothing", async () => {
    const studio = await openConnectionStudio();
    const { loginUrl } = await studio.start("staff");
    await studio.grant(loginUrl, "staff");
    const secret = openFlowSecret(studio.env, await flowOf(studio));
    const token = secret && "pollToken" in secret ? secret.pollToken : "";
    const used = await studio.cloud.send({
      user: null,
      method: "POST",
      path: "/index.php/login/v2/poll",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: `token=${token}`,
    });
    expect(used.status).toBe(200);
    expect(await studio.poll("staff")).toEqual({ state: "pending" });
    studio.clock.advance(20 * MINUTE);
    expect(await studio.poll("staff")).toEqual({ state: "expired" });
    expect(await findConnection(studio.db, "user-staff")).toBeUndefined();
  });

  test("what is granted to a sign-in that was just given up is revoked", async () => {
    const studio = await openConnectionStudio();
    const { loginUrl } = await studio.start("staff");
    await studio.grant(loginUrl, "staff");
    studio.proxy.hold = async ({ path }) => {
      if (path.endsWith("/poll")) await disconnect(studio.ctx("staff"));
      return false;
    };
    await expect(studio.poll("staff")).rejects.toMatchObject({ code: "not_found" });
    const [row] = await listOutbox(studio.db, 10);
    const granted = row && openAppPassword(studio.env, row.id, row.payload.secret ?? "");
    const appPassword = granted?.appPassword ?? "";
    expect(await studio.works("staff", appPassword)).toBe(true);
    await studio.deliverRevokes();
    expect(await studio.works("staff", appPassword)).toBe(false);
  });

  test("what others left unconfirmed is revoked once its time is over", async () => {
    const studio = await openConnectionStudio();
    const { loginUrl } = await studio.start("staff");
    await studio.grant(loginUrl, "theo");
    expect(await studio.poll("staff")).toMatchObject({ state: "confirm" });
    const { appPassword = "" } = grantedPassword(studio.env, await flowOf(studio)) ?? {};
    studio.clock.advance(20 * MINUTE);
    await endExpiredFlows(studio.ctx("worker"));
    expect(await findLoginFlow(studio.db, "user-staff")).toBeUndefined();
    await studio.deliverRevokes();
    expect(await studio.works("theo", appPassword)).toBe(false);
  });

  test("a redirect to another host is refused, and nothing is sent there", async () => {
    const studio = await openConnectionStudio();
    const received: string[] = [];
    const other = createServer((request, response) => {
      received.push(request.url ?? "");
      response.end();
    });
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void other.close());
    const address = other.address();
    const elsewhere = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
    const away = { status: 307, headers: { Location: `${elsewhere}/catch` } };
    studio.cloud.cloud.faults.add({ match: /login\/v2$/, times: 1, ...away });
    await expect(studio.start("staff")).rejects.toMatchObject({ reason: "redirect" });
    const { loginUrl } = await studio.start("staff");
    await studio.grant(loginUrl, "staff");
    studio.cloud.cloud.faults.add({ match: /v2\/poll/, times: 1, ...away });
    await expect(studio.poll("staff")).rejects.toMatchObject({ reason: "redirect" });
    studio.cloud.cloud.faults.add({ match: /cloud\/user/, times: 1, ...away });
    await expect(studio.poll("staff")).rejects.toMatchObject({ reason: "redirect" });
    expect(await studio.poll("staff")).toMatchObject({ state: "connected" });
    studio.cloud.cloud.faults.add({ match: /apppassword/, times: 1, ...away });
    expect(await disconnect(studio.ctx("staff"))).toEqual({ revoked: false });
    expect(received).toEqual([]);
  });
});

/** What a restart of the web process forgets. */
function forgetProcess(): void {
  for (const slot of Object.getOwnPropertySymbols(globalThis))
    if (slot.description?.startsWith("parlour.connections.")) Reflect.deleteProperty(globalThis, slot);
}
