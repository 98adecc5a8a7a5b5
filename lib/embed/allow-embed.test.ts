import { expect, test } from "vitest";
import { findEmbedToken } from "#db/queries/embed-tokens.ts";
import { embedTokens } from "#db/schema/users.ts";
import { HOUR } from "#lib/core/clock.ts";
import { hashToken } from "#lib/core/ids.ts";
import type { ActorName } from "#tests/support/test-actors.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { insertTestUsers } from "#tests/support/test-users.ts";
import { allowEmbed } from "./allow-embed.ts";
import { endEmbed } from "./end-embed.ts";
import { isInTalkScope } from "./talk-scope.ts";

const site = "https://intranet.example";
const stampOf = ({ id }: { id: string }) => `stamp of ${id}`;

async function studioWithSite() {
  const studio = await openStudio({
    variables: { PARLOUR_EMBED_ORIGINS: `${site}, http://127.0.0.1:8080` },
  });
  insertTestUsers(studio.db);
  return studio;
}

test.each<ActorName>(["mara", "staff", "admin"])("%s may, and only a hash is kept", async (who) => {
  const studio = await studioWithSite();
  const ctx = studio.ctx(who);
  const { token, expiresAt } = await allowEmbed(ctx, { origin: site, stampOf });
  expect(token).toMatch(/^parlour-embed_[\w-]{43}$/);
  expect(expiresAt).toBe(ctx.now() + 12 * HOUR);
  const rows = studio.db.select().from(embedTokens).all();
  expect(rows).toEqual([
    {
      tokenHash: hashToken(token),
      userId: `user-${who}`,
      origin: site,
      stamp: `stamp of user-${who}`,
      createdAt: ctx.now(),
      expiresAt,
    },
  ]);
  expect(JSON.stringify(rows)).not.toContain(token);
});

test.each<[ActorName, string]>([
  ["customer", "not_signed_in"],
  ["worker", "not_allowed"],
  ["service", "not_allowed"],
])("%s may not", async (who, code) => {
  const studio = await studioWithSite();
  await expect(allowEmbed(studio.ctx(who), { origin: site, stampOf })).rejects.toMatchObject({ code });
});

test.each([
  "https://intranet.example/",
  "https://intranet.example:443",
  "https://INTRANET.example",
  "https://intranet.example.evil.test",
  "https://evil.test",
  "http://intranet.example",
  "http://127.0.0.1",
  "null",
  "*",
  "",
])("the site %j is not one of them", async (origin) => {
  const studio = await studioWithSite();
  await expect(allowEmbed(studio.ctx("staff"), { origin, stampOf })).rejects.toMatchObject({
    code: "not_allowed",
  });
  expect(studio.db.select().from(embedTokens).all()).toEqual([]);
});

test("it ends after twelve hours, when it is ended, and by the twentieth after it", async () => {
  const studio = await studioWithSite();
  const ctx = studio.ctx("staff");
  const find = (token: string) => findEmbedToken(studio.db, hashToken(token), ctx.now());
  const first = await allowEmbed(ctx, { origin: site, stampOf });
  expect((await find(first.token))?.user.id).toBe("user-staff");
  studio.clock.advance(12 * HOUR - 1);
  expect(await find(first.token)).toBeDefined();
  studio.clock.advance(1);
  expect(await find(first.token)).toBeUndefined();

  const second = await allowEmbed(ctx, { origin: site, stampOf });
  await endEmbed(studio.ctx("admin"), second);
  expect(await find(second.token), "somebody else's is not ended").toBeDefined();
  await endEmbed(ctx, second);
  expect(await find(second.token)).toBeUndefined();

  const tokens: string[] = [];
  for (let index = 0; index < 22; index++) {
    studio.clock.advance(1);
    tokens.push((await allowEmbed(ctx, { origin: site, stampOf })).token);
  }
  const kept = await Promise.all(tokens.map(find));
  expect(kept.map((row) => row !== undefined)).toEqual(tokens.map((_, index) => index >= 2));
});

test.each([
  ["GET", "/api/nextcloud/talk/rooms", true],
  ["POST", "/api/nextcloud/talk/rooms/{token}/messages", true],
  ["POST", "/api/nextcloud/talk/rooms/{token}/read", true],
  ["POST", "/api/nextcloud/connect", true],
  ["POST", "/api/nextcloud/connect/confirm", true],
  ["DELETE", "/api/nextcloud/connect", true],
  ["POST", "/api/nextcloud/poll", true],
  ["DELETE", "/api/embed/tokens", true],
  ["POST", "/api/embed/tokens", false],
  ["GET", "/api/appointments", false],
  ["POST", "/api/admin/tokens", false],
  ["GET", "/api/nextcloud/talkative", false],
  ["GET", "/api/nextcloud/files", false],
])("%s %s is Talk's: %s", (method, path, inScope) => {
  expect(isInTalkScope({ method, path })).toBe(inScope);
});
