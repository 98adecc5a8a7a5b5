import { expect, test } from "vitest";
import { users } from "#db/schema/users.ts";
import { allowEmbed } from "#lib/embed/allow-embed.ts";
import { endEmbed } from "#lib/embed/end-embed.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { insertTestUsers } from "#tests/support/test-users.ts";
import { EMBED_SITE_HEADER } from "./embed-actor.ts";
import type { Endpoint } from "./endpoint.ts";
import { endpoints } from "./endpoints.ts";

const site = "https://intranet.example";
const other = "http://127.0.0.1:8080";

test("a widget's token speaks for its user in its site, about Talk, while their sessions last", async () => {
  const studio = await openStudio({ variables: { PARLOUR_EMBED_ORIGINS: `${site} ${other}` } });
  insertTestUsers(studio.db);
  for (const name of Object.keys(process.env)) if (/^(NEXT|PARLOUR_)/.test(name)) delete process.env[name];
  process.env.DATABASE_URL = studio.url;
  process.env.NEXTAUTH_SECRET = "a-secret-of-the-tests-1234";
  process.env.PARLOUR_RATE_LIMITS = "off";
  process.env.PARLOUR_EMBED_ORIGINS = `${site} ${other}`;
  const { route } = await import("./route.ts");
  const { passwordStamp } = await import("./session.ts");
  const staff = { ...studio.ctx("staff"), now: Date.now };
  const allow = async (origin: string) => (await allowEmbed(staff, { origin, stampOf: passwordStamp })).token;

  const send = async (
    endpoint: Pick<Endpoint, "method" | "path">,
    headers: Record<string, string>,
    method = endpoint.method,
  ) => {
    const handler = route(
      { ...endpoint, summary: "", access: "session", scope: "talk:write", limit: "read" },
      async ({ ctx }) => ctx.actor,
    );
    const request = new Request(`http://localhost:3000${endpoint.path}`, { method, headers });
    const response = await handler(request, { params: Promise.resolve({}) });
    return { status: response.status, answer: await response.json() };
  };
  const as = (token: string, where = site, more: Record<string, string> = {}) => ({
    Authorization: `Bearer ${token}`,
    [EMBED_SITE_HEADER]: where,
    ...more,
  });
  const rooms = { method: "GET", path: "/api/nextcloud/talk/rooms" } as const;
  const write = { method: "POST", path: "/api/nextcloud/talk/rooms/{token}/messages" } as const;

  const token = await allow(site);
  expect(await send(rooms, as(token))).toEqual({
    status: 200,
    answer: { kind: "staff", userId: "user-staff", name: "Front Desk" },
  });
  expect(await send(write, as(token, site, { Origin: "http://localhost:3000" }))).toMatchObject({
    status: 200,
  });

  // Nothing but Talk, and no successor.
  for (const endpoint of [endpoints.listAppointments, endpoints.createToken, endpoints.allowEmbed])
    expect(await send(endpoint, as(token))).toMatchObject({ status: 403, answer: { code: "not_allowed" } });
  // From nowhere but our own page.
  expect(await send(write, as(token, site, { Origin: site }))).toMatchObject({ status: 403 });
  // In no other site, configured or not, nor without one.
  for (const where of [other, "https://evil.test", "", `${site}/`])
    expect(await send(rooms, as(token, where)), where).toMatchObject({ status: 401 });
  expect(await send(rooms, { Authorization: `Bearer ${token}` })).toMatchObject({ status: 401 });
  expect(await send(rooms, as(`${token.slice(0, -1)}_`))).toMatchObject({ status: 401 });

  // Ended by hand, by a deactivation, by a new password.
  await endEmbed(staff, { token });
  expect(await send(rooms, as(token))).toMatchObject({ status: 401, answer: { code: "not_signed_in" } });
  for (const change of [{ sessionEpoch: 1 }, { passwordHash: "scrypt$c$d" }, { active: false }]) {
    const next = await allow(other);
    expect(await send(rooms, as(next, other))).toMatchObject({ status: 200 });
    studio.db.update(users).set(change).run();
    expect(await send(rooms, as(next, other)), JSON.stringify(change)).toMatchObject({ status: 401 });
  }
});
