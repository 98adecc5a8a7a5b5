import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { listSyncLogs } from "#db/queries/calendars.ts";
import { webhookSecret } from "#lib/auth/webhook-secret.ts";
import { installWebhooks } from "#lib/calendars/install-webhooks.ts";
import { listOwnWebhooks } from "#lib/calendars/list-own-webhooks.ts";
import { removeWebhooks } from "#lib/calendars/remove-webhooks.ts";
import type { Env } from "#lib/core/env.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { CALENDAR_EVENTS } from "#lib/nextcloud/webhook-listeners.ts";
import { cloudPassword } from "#sandbox/users.ts";
import { deleteCloudEvent, restoreCloudEvent, writeCloudEvent } from "#tests/support/cloud-event.ts";
import { TEN } from "#tests/support/test-request.ts";
import { type CloudStudio, openCloudStudio } from "#tests/support/test-studio.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { childEnvironment, runChild } from "./support/children.ts";

const span = { startMs: TEN, endMs: TEN + 3_600_000 };

/** The webhook's route on a server of its own, on the studio's database. */
async function serveRoute(studio: CloudStudio): Promise<string> {
  for (const [name, value] of Object.entries(studio.env)) process.env[name] = String(value);
  const { POST } = await import("#app/api/webhooks/nextcloud/route.ts");
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
    const answer = await POST(
      new Request(`http://localhost${request.url}`, { method: "POST", headers, body: Buffer.concat(chunks) }),
      { params: Promise.resolve({}) },
    );
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

const causes = async (studio: CloudStudio, artistId: string) =>
  (await listSyncLogs(studio.db, [(await studio.calendar(artistId)).id], 50)).map(({ cause }) => cause);
const objects = (studio: CloudStudio) =>
  studio.db.$client.prepare("SELECT count(*) FROM calendar_objects").pluck().get();

test("what Mara does in her calendar app is here at once, without a schedule", async () => {
  const studio = await openCloudStudio();
  const base = await serveRoute(studio);
  const { installed, uri } = await installWebhooks(studio.ctx("admin"), { base });
  expect(installed.map(({ event }) => event)).toEqual(CALENDAR_EVENTS);
  expect(uri).toBe(`${base}/api/webhooks/nextcloud`);

  const href = await writeCloudEvent(studio, "lunch", span);
  await waitFor("the new event", () => objects(studio) === 1);
  await deleteCloudEvent(studio, href);
  await waitFor("the deletion", () => objects(studio) === 0);
  await restoreCloudEvent(studio, "lunch");
  await waitFor("the restored event", () => objects(studio) === 1);
  expect(new Set(await causes(studio, "mara"))).toEqual(new Set(["webhook", "first"]));
  expect(await causes(studio, "theo")).toEqual(["first"]);

  const { status, body } = await post(base, { secret: "wrong-secret-of-somebody", body: "{not json" });
  expect([status, JSON.parse(body).code]).toEqual([401, "not_signed_in"]);
  expect((await post(base, { body: "{}" })).status).toBe(401);
  const secret = webhookSecret(studio.env);
  expect((await post(base, { secret, body: "{not json" })).status).toBe(422);
  expect((await post(base, { secret, body: `"${"x".repeat(300_000)}"` })).status).toBe(413);
  const theo = { event: { calendarData: { uri: "personal", principaluri: "principals/users/theo" } } };
  const named = await post(base, { secret, body: JSON.stringify(theo), bearer: true });
  expect([named.status, JSON.parse(named.body)]).toEqual([202, { calendars: 1 }]);
  await waitFor("Theo's run", async () => (await causes(studio, "theo")).includes("webhook"));

  expect(await removeWebhooks(studio.ctx("admin"), { base })).toEqual({ uri, removed: 6 });
  expect(await listOwnWebhooks(studio.ctx("admin"))).toEqual([]);
});

async function post(base: string, sent: { secret?: string; body: string; bearer?: boolean }) {
  const proof: Record<string, string> = !sent.secret
    ? {}
    : sent.bearer
      ? { Authorization: `Bearer ${sent.secret}` }
      : { "X-Parlour-Webhook-Secret": sent.secret };
  const answer = await fetch(`${base}/api/webhooks/nextcloud`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...proof },
    body: sent.body,
  });
  return { status: answer.status, body: await answer.text() };
}

test("installing twice leaves one webhook a kind, with the secret of now, and others' alone", async () => {
  const studio = await openCloudStudio();
  const other = await installWebhooks(studio.ctx("admin"), { base: "http://127.0.0.1:1/other" });
  const first = await installWebhooks(studio.ctx("admin"), { base: "http://127.0.0.1:1" });
  const second = await installWebhooks(
    studio.ctx("admin", { NEXTCLOUD_WEBHOOK_SECRET: "a-new-secret-123" }),
    {
      base: "http://127.0.0.1:1/",
    },
  );
  expect([first.replaced, second.replaced]).toEqual([0, 6]);
  const listed = await listOwnWebhooks(studio.ctx("admin"));
  expect(listed).toEqual([...other.installed, ...second.installed]);
  await expect(installWebhooks(studio.ctx("mara"))).rejects.toMatchObject({ code: "not_allowed" });
});

test("what a server lacks is told with its cure", async () => {
  const studio = await openCloudStudio();
  const install = (more: Partial<Env> = {}) => installWebhooks(studio.ctx("admin", more));
  const match = /apps\/webhook_listeners/;
  await expect(install({ NEXTCLOUD_USERNAME: "staff", NEXTCLOUD_PASSWORD: cloudPassword })).rejects.toThrow(
    /occ admin-delegation:add 'OCA\\WebhookListeners\\Settings\\Admin' parlour/,
  );
  studio.cloud.cloud.faults.add({ match, status: 404, body: "<ocs/>", times: 1 });
  await expect(install()).rejects.toThrow(/occ app:enable webhook_listeners/);
  studio.cloud.cloud.faults.add({
    match,
    method: "POST",
    status: 400,
    body: `{"ocs":{"meta":{"status":"failure","statuscode":400,"message":"OCP\\\\X is not an event class compatible with webhooks"},"data":[]}}`,
    times: 1,
  });
  await expect(install()).rejects.toThrow(/Nextcloud 32/);
  studio.cloud.cloud.faults.add({ match, status: 200, body: "<html>", times: 1 });
  await expect(install()).rejects.toBeInstanceOf(UpstreamError);
  await expect(install({ NEXTCLOUD_BASE_URL: undefined })).rejects.toMatchObject({ kind: "not-configured" });
  await expect(installWebhooks(studio.ctx("admin"), { base: "ftp://x" })).rejects.toMatchObject({
    code: "invalid_input",
  });
});

test("the command line installs, lists and removes", async () => {
  const studio = await openCloudStudio({ now: new Date().toISOString() });
  const env = childEnvironment(studio.env);
  const run = (...args: string[]) => runChild("bin/parlour.ts", ["webhooks", ...args], env);
  const installed = await run("install", "--url", "http://localhost:1");
  expect([installed.code, installed.err]).toEqual([0, ""]);
  expect(installed.out).toContain("Nextcloud calls http://localhost:1/api/webhooks/nextcloud for 6 kinds");
  expect(installed.out).toContain("allow_local_remote_servers");
  const listed = await run("list");
  expect(listed.out).toContain("CalendarObjectMovedToTrashEvent  http://localhost:1/api/webhooks/nextcloud");
  expect(listed.out).not.toContain(webhookSecret(studio.env));
  expect((await run("remove", "--url", "http://localhost:1")).out).toContain("6 webhooks");
  expect((await run("list")).out).toContain("does not call Parlour");
  const refused = await runChild("bin/parlour.ts", ["webhooks", "install"], {
    ...env,
    NEXTCLOUD_USERNAME: "staff",
  });
  expect([refused.code, refused.out]).toEqual([1, ""]);
  expect(refused.err).toContain("occ admin-delegation:add");
});
