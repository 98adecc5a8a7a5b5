import { describe, expect, test } from "vitest";
import { findApiToken, findUserByEmail, touchApiToken } from "#db/queries/users.ts";
import { apiTokens, users } from "#db/schema/users.ts";
import { DAY, MINUTE } from "#lib/core/clock.ts";
import { hashToken } from "#lib/core/ids.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { addApiToken } from "./add-api-token.ts";
import { addUser } from "./add-user.ts";
import { createFirstAdmin, firstAdminLink, isFirstAdminLink } from "./create-first-admin.ts";
import { hashPassword, verifyPassword } from "./passwords.ts";
import { signIn } from "./sign-in.ts";

const password = "correct horse battery";
const nora = { email: "Nora@Example.org", name: "Nora", role: "staff" as const, artistId: null, password };

async function withNora() {
  const studio = await openStudio();
  const id = await addUser(studio.ctx("admin"), nora);
  return { studio, id };
}

describe("passwords", () => {
  test("are salted, and only the right one matches", async () => {
    const [one, other] = await Promise.all([hashPassword(password), hashPassword(password)]);
    expect(one).not.toBe(other);
    expect(one).not.toContain(password);
    expect(await verifyPassword(password, one)).toBe(true);
    expect(await verifyPassword(`${password} `, one)).toBe(false);
    expect(await verifyPassword("", one)).toBe(false);
  });

  test.each([null, "", "scrypt$", "scrypt$$", "plain", "scrypt$AAAA$"])(
    "nothing matches the hash %o",
    async (hash) => {
      expect(await verifyPassword("", hash)).toBe(false);
      expect(await verifyPassword(password, hash)).toBe(false);
    },
  );

  test("the same letters typed another way are the same password", async () => {
    expect(await verifyPassword("cafe\u0301 au lait", await hashPassword("café au lait"))).toBe(true);
  });
});

describe("signing in", () => {
  test("works whatever the case of the address", async () => {
    const { studio, id } = await withNora();
    const expected = { id, name: "Nora", email: "Nora@Example.org" };
    expect(await signIn(studio.ctx(), { email: " nora@example.ORG ", password })).toEqual(expected);
  });

  test.each<[string, unknown]>([
    ["another password", { email: nora.email, password: "wrong" }],
    ["an address nobody has", { email: "nobody@example.org", password }],
    ["no password", { email: nora.email }],
    ["nothing", null],
    ["an object as address", { email: { $ne: "" }, password }],
    ["a password beyond all measure", { email: nora.email, password: "x".repeat(1025) }],
  ])("does not with %s", async (_name, input) => {
    const { studio } = await withNora();
    expect(await signIn(studio.ctx(), input)).toBeNull();
  });

  test("does not for somebody who was deactivated or has no password yet", async () => {
    const { studio } = await withNora();
    studio.db.update(users).set({ active: false }).run();
    expect(await signIn(studio.ctx(), { email: nora.email, password })).toBeNull();
    studio.db.update(users).set({ active: true, passwordHash: null }).run();
    expect(await signIn(studio.ctx(), { email: nora.email, password: "" })).toBeNull();
  });
});

test.each<[string, object, string]>([
  ["an address taken in another case", { email: "NORA@example.org" }, "conflict"],
  ["a short password", { email: "a@example.org", password: "short" }, "invalid_input"],
  ["no real address", { email: "a" }, "invalid_input"],
  ["an artist's user without the artist", { email: "a@example.org", role: "artist" }, "invalid_input"],
])("no user is added with %s", async (_name, more, code) => {
  const { studio } = await withNora();
  await expect(addUser(studio.ctx("admin"), { ...nora, ...more })).rejects.toMatchObject({ code });
});

describe("the link for the first admin", () => {
  const first = { name: "Ada", email: "ada@example.org", password };
  const tokenOf = (link: string | null) => link?.split("/").at(-1) ?? "";

  test("works once", async () => {
    const studio = await openStudio();
    const link = await firstAdminLink(studio.ctx());
    expect(link).toMatch(/^https:\/\/studio\.example\/setup\/[\w-]{43}$/);
    const token = tokenOf(link);
    expect(await isFirstAdminLink(studio.ctx(), token)).toBe(true);
    await createFirstAdmin(studio.ctx(), { token, ...first });
    expect(await findUserByEmail(studio.db, first.email)).toMatchObject({ role: "admin", active: true });
    expect(await isFirstAdminLink(studio.ctx(), token)).toBe(false);
    await expect(
      createFirstAdmin(studio.ctx(), { token, ...first, email: "b@example.org" }),
    ).rejects.toMatchObject({ code: "not_allowed" });
    expect(await firstAdminLink(studio.ctx())).toBeNull();
  });

  test("makes one admin of two who use it at once", async () => {
    const studio = await openStudio();
    const token = tokenOf(await firstAdminLink(studio.ctx()));
    const outcomes = await Promise.allSettled(
      ["a@example.org", "b@example.org"].map((email) =>
        createFirstAdmin(studio.ctx(), { token, ...first, email }),
      ),
    );
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(studio.db.select().from(users).all()).toHaveLength(1);
  });

  test("runs out after seven days, and a newer one replaces it", async () => {
    const studio = await openStudio();
    const old = tokenOf(await firstAdminLink(studio.ctx()));
    const token = tokenOf(await firstAdminLink(studio.ctx()));
    await expect(createFirstAdmin(studio.ctx(), { token: old, ...first })).rejects.toMatchObject({
      code: "not_allowed",
    });
    studio.clock.advance(7 * DAY);
    await expect(createFirstAdmin(studio.ctx(), { token, ...first })).rejects.toMatchObject({
      code: "not_allowed",
    });
    expect(studio.db.select().from(users).all()).toEqual([]);
  });

  test("is of no use once somebody exists", async () => {
    const studio = await openStudio();
    const token = tokenOf(await firstAdminLink(studio.ctx()));
    await addUser(studio.ctx("admin"), nora);
    await expect(createFirstAdmin(studio.ctx(), { token, ...first })).rejects.toMatchObject({
      code: "not_allowed",
    });
  });
});

describe("an API token", () => {
  test("speaks for its user until it is revoked or the user is not active", async () => {
    const { studio, id } = await withNora();
    const token = await addApiToken(studio.ctx("admin"), { name: "Desk", email: "nora@example.org" });
    expect(token).toMatch(/^parlour_[\w-]{43}$/);
    const found = () => findApiToken(studio.db, hashToken(token));
    expect((await found())?.user.id).toBe(id);
    expect(await findApiToken(studio.db, hashToken(`${token}x`))).toBeUndefined();
    expect(JSON.stringify(studio.db.select().from(apiTokens).all())).not.toContain(token);
    studio.db.update(users).set({ active: false }).run();
    expect(await found()).toBeUndefined();
    studio.db.update(users).set({ active: true }).run();
    studio.db.update(apiTokens).set({ revokedAt: 1 }).run();
    expect(await found()).toBeUndefined();
  });

  test("is not made for nobody, and its use is noted once a minute", async () => {
    const { studio } = await withNora();
    await expect(
      addApiToken(studio.ctx("admin"), { name: "x", email: "nobody@example.org" }),
    ).rejects.toMatchObject({ code: "not_found" });
    const token = await addApiToken(studio.ctx("admin"), { name: "x", email: nora.email });
    const known = await findApiToken(studio.db, hashToken(token));
    const lastUse = () => studio.db.select().from(apiTokens).get()?.lastUsedAt;
    const now = studio.clock.now();
    for (const [at, expected] of [
      [now, now],
      [now + MINUTE - 1, now],
      [now + MINUTE + 1, now + MINUTE + 1],
    ] as const) {
      await touchApiToken(studio.db, known?.tokenId ?? "", at);
      expect(lastUse()).toBe(expected);
    }
  });
});
