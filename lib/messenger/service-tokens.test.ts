import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { serviceTokens } from "#db/schema/messenger.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { hashToken } from "#lib/core/ids.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { createServiceToken } from "./create-service-token.ts";
import { listServiceTokens } from "./list-service-tokens.ts";
import { revokeServiceToken } from "./revoke-service-token.ts";
import { serviceActor } from "./service-actor.ts";
import { newServiceToken } from "./service-token-input.ts";

function elsewhere(studio: TestStudio): Ctx {
  const actor = {
    kind: "hub",
    tenantId: "other",
    role: "admin",
    name: "Ida",
    hubUserId: "1",
    endsAt: 1e15,
  } as const;
  return { ...studio.ctx(), actor };
}

describe("tokens made in the console", () => {
  test("one works for what it is for, is kept as a hash, and says when it was used last", async () => {
    const studio = await openStudio();
    const admin = studio.ctx("admin");
    const made = await createServiceToken(admin, { name: "Shop" });
    expect(made).toEqual({
      id: expect.any(String),
      name: "Shop",
      scopes: ["notifications:send", "notifications:read"],
      token: expect.stringMatching(/^messenger_[\w-]{43}$/),
    });
    expect(JSON.stringify(studio.db.select().from(serviceTokens).all())).not.toContain(made.token);
    expect(studio.db.select().from(serviceTokens).all()).toMatchObject([
      { tokenHash: hashToken(made.token) },
    ]);
    expect(await serviceActor(admin, made.token, "notifications:send")).toMatchObject({
      kind: "service",
      tokenId: made.id,
      tenantId: "default",
    });
    await expect(serviceActor(admin, made.token, "users:read")).rejects.toMatchObject({
      code: "not_allowed",
      message: "This service token lacks the scope users:read.",
    });
    const used = new Date(studio.clock.now()).toISOString();
    studio.clock.advance(MINUTE / 2);
    await serviceActor(admin, made.token, "notifications:send");
    expect(await listServiceTokens(admin)).toEqual({
      tokens: [
        {
          id: made.id,
          name: "Shop",
          scopes: made.scopes,
          created_by: "Admin",
          created_at: used,
          last_used_at: used,
          revoked_at: null,
        },
      ],
    });
  });

  test("a revoked one is refused at once, its name is free again, and both are in the history", async () => {
    const studio = await openStudio();
    const admin = studio.ctx("admin");
    const made = await createServiceToken(admin, { name: "Shop", scopes: ["users:read"] });
    await expect(createServiceToken(admin, { name: "shop" })).rejects.toMatchObject({ code: "name_taken" });
    await revokeServiceToken(admin, made.id);
    await revokeServiceToken(admin, made.id);
    await expect(serviceActor(admin, made.token, "users:read")).rejects.toMatchObject({
      code: "not_signed_in",
    });
    const next = await createServiceToken(admin, { name: "shop" });
    const { tokens } = await listServiceTokens(admin);
    expect(tokens.map(({ id, revoked_at }) => [id, revoked_at !== null])).toEqual([
      [next.id, false],
      [made.id, true],
    ]);
    const history = await listAudit(studio.db, "service_token", made.id);
    expect(history.map(({ action, actorName }) => [action, actorName])).toEqual([
      ["created", "Admin"],
      ["revoked", "Admin"],
    ]);
    expect(JSON.stringify(history)).not.toContain(made.token);
  });

  test("another tenant neither sees nor ends it; its own token tells its own people", async () => {
    const studio = await openStudio();
    const made = await createServiceToken(studio.ctx("admin"), { name: "Shop" });
    const other = elsewhere(studio);
    expect(await listServiceTokens(other)).toEqual({ tokens: [] });
    await expect(revokeServiceToken(other, made.id)).rejects.toMatchObject({ code: "not_found" });
    const theirs = await createServiceToken(other, { name: "Shop" });
    expect(await serviceActor(other, theirs.token, "notifications:send")).toMatchObject({
      tenantId: "other",
    });
    await expect(revokeServiceToken(studio.ctx("admin"), theirs.id)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("a hundred at a time are enough", async () => {
    const studio = await openStudio();
    const admin = studio.ctx("admin");
    for (let index = 0; index < 100; index++) await createServiceToken(admin, { name: `n${index}` });
    await expect(createServiceToken(admin, { name: "more" })).rejects.toMatchObject({ code: "conflict" });
    await createServiceToken(elsewhere(studio), { name: "more" });
  });

  test.each([
    ["no name", {}, "name", "required"],
    ["an empty name", { name: " \u0000 " }, "name", "required"],
    ["a name too long", { name: "x".repeat(101) }, "name", "too_long"],
    ["a scope nobody has", { name: "a", scopes: ["admin"] }, "scopes", "unknown"],
    ["no scope at all", { name: "a", scopes: [] }, "scopes", "required"],
  ])("%s is refused", (_name, input, field, message) => {
    expect(() => parseInput(newServiceToken, input)).toThrow(
      expect.objectContaining({ errors: { [field]: [message] } }),
    );
  });
});

describe("the token of the environment", () => {
  const token = "a-token-of-the-environment";

  test("may everything a service may, in the studio's own tenant", async () => {
    const studio = await openStudio({
      variables: { MESSENGER_SERVICE_TOKEN: token, MESSENGER_TENANT_ID: "house" },
    });
    expect(await serviceActor(studio.ctx(), token, "users:read")).toMatchObject({ tenantId: "house" });
    for (const wrong of ["", "x", `${token} `, token.slice(1), token.toUpperCase()])
      await expect(serviceActor(studio.ctx(), wrong, "users:read")).rejects.toMatchObject({
        code: "not_signed_in",
      });
  });

  test("one that documentation shows is refused in production, and nowhere else", async () => {
    const shown = "messenger-service-token-dev";
    const studio = await openStudio({ variables: { MESSENGER_SERVICE_TOKEN: shown } });
    expect(await serviceActor(studio.ctx(), shown, "users:read")).toMatchObject({ kind: "service" });
    const production = studio.ctx("customer", { NODE_ENV: "production" });
    await expect(serviceActor(production, shown, "users:read")).rejects.toMatchObject({
      code: "not_signed_in",
      message: expect.stringContaining("-dev"),
    });
  });
});
