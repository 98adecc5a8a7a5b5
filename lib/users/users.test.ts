import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { findApiToken, findUser } from "#db/queries/users.ts";
import { signInLinks, users } from "#db/schema/users.ts";
import { signIn } from "#lib/auth/sign-in.ts";
import { DAY } from "#lib/core/clock.ts";
import { hashToken } from "#lib/core/ids.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { actorOfSession, passwordStamp } from "#lib/http/session.ts";
import { actors } from "#tests/support/test-actors.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { insertTestUsers, testUser } from "#tests/support/test-users.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { changeUser } from "./change-user.ts";
import { createToken } from "./create-token.ts";
import { findInvitation } from "./find-invitation.ts";
import { invitation, newUser, userChange } from "./input.ts";
import { inviteUser } from "./invite-user.ts";
import { listTokens } from "./list-tokens.ts";
import { listUsers } from "./list-users.ts";
import { resetUserPassword } from "./reset-user-password.ts";
import { revokeToken } from "./revoke-token.ts";

const password = "correct horse battery";
const nora = { email: "Nora@Example.org", name: "Nora", role: "staff" as const };
const tokenOf = (url: string) => url.split("/").at(-1) ?? "";

async function withUsers(): Promise<TestStudio> {
  const studio = await openStudio();
  insertTestUsers(studio.db);
  return studio;
}

async function withInvitation() {
  const studio = await withUsers();
  const { user, inviteUrl } = await inviteUser(studio.ctx("admin"), nora);
  return { studio, user, inviteUrl, token: tokenOf(inviteUrl) };
}

const notAllowed = { code: "not_allowed" };

describe("an invitation", () => {
  test("is a link that works once; whoever follows it chooses a password and signs in", async () => {
    const { studio, user, inviteUrl, token } = await withInvitation();
    expect(inviteUrl).toMatch(/^https:\/\/studio\.example\/invite\/[\w-]{43}$/);
    expect(user).toEqual({
      id: user.id,
      ...nora,
      artistId: null,
      active: true,
      invited: true,
      createdAt: studio.clock.now(),
    });
    expect(JSON.stringify(studio.db.select().from(signInLinks).all())).not.toContain(token);
    expect(await signIn(studio.ctx(), { email: nora.email, password: "" })).toBeNull();
    expect(await findInvitation(studio.ctx(), token)).toEqual({
      name: "Nora",
      email: nora.email,
      purpose: "invite",
    });
    expect(await acceptInvitation(studio.ctx(), { token, password })).toEqual({ email: nora.email });
    expect(await signIn(studio.ctx(), { email: nora.email, password })).toMatchObject({ id: user.id });
    expect(await findInvitation(studio.ctx(), token)).toBeNull();
    await expect(
      acceptInvitation(studio.ctx(), { token, password: "another password" }),
    ).rejects.toMatchObject(notAllowed);
    expect((await listUsers(studio.ctx("admin"))).find(({ id }) => id === user.id)?.invited).toBe(false);
    expect(
      (await listAudit(studio.db, "user", user.id)).map(({ action, actorName }) => [action, actorName]),
    ).toEqual([
      ["invited", "Admin"],
      ["password_chosen", "Nora"],
    ]);
  });

  test("followed by two at once is one's", async () => {
    const { studio, token } = await withInvitation();
    const both = await Promise.allSettled(
      ["first password", "other password"].map((chosen) =>
        acceptInvitation(studio.ctx(), { token, password: chosen }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("runs out after seven days, and with the user", async () => {
    const { studio, user, token } = await withInvitation();
    studio.clock.advance(7 * DAY - 1);
    expect(await findInvitation(studio.ctx(), token)).not.toBeNull();
    await changeUser(studio.ctx("admin"), user.id, { active: false });
    expect(await findInvitation(studio.ctx(), token)).toBeNull();
    await changeUser(studio.ctx("admin"), user.id, { active: true });
    studio.clock.advance(1);
    await expect(acceptInvitation(studio.ctx(), { token, password })).rejects.toMatchObject(notAllowed);
    expect((await findUser(studio.db, user.id))?.passwordHash).toBeNull();
  });

  test.each(["", "x", "../../etc/passwd", "x".repeat(43), "x".repeat(5000)])("is not %o", async (token) => {
    const { studio } = await withInvitation();
    expect(await findInvitation(studio.ctx(), token)).toBeNull();
    await expect(acceptInvitation(studio.ctx(), { token, password })).rejects.toMatchObject(notAllowed);
  });

  test("is not the link for the first admin", async () => {
    const { studio } = await withInvitation();
    const row = { tokenHash: hashToken("x".repeat(43)), purpose: "first_admin" as const, expiresAt: 9e15 };
    studio.db
      .insert(signInLinks)
      .values({ ...row, userId: "user-admin" })
      .run();
    expect(await findInvitation(studio.ctx(), "x".repeat(43))).toBeNull();
  });

  test.each<[string, Partial<Parameters<typeof inviteUser>[1]>, object]>([
    [
      "an address somebody has in another case",
      { email: "USER-STAFF@example.org" },
      { code: "conflict", errors: { email: ["taken"] } },
    ],
    [
      "an artist's role without artist",
      { role: "artist" },
      { code: "invalid_input", errors: { artistId: ["required"] } },
    ],
    [
      "an artist nobody knows",
      { artistId: "nobody" },
      { code: "invalid_input", errors: { artistId: ["unknown"] } },
    ],
  ])("with %s is refused at the field", async (_name, more, refusal) => {
    const studio = await withUsers();
    await expect(inviteUser(studio.ctx("admin"), { ...nora, ...more })).rejects.toMatchObject(refusal);
    expect(await listUsers(studio.ctx("admin"))).toHaveLength(4);
  });
});

describe("a reset", () => {
  test("leaves the old password until the link is used, and ends the sessions then", async () => {
    const { studio, user, token } = await withInvitation();
    await acceptInvitation(studio.ctx(), { token, password });
    const row = async () => (await findUser(studio.db, user.id)) ?? testUser("nobody");
    const session = { sub: user.id, stamp: passwordStamp(await row()) };
    const { resetUrl } = await resetUserPassword(studio.ctx("admin"), user.id);
    expect(await signIn(studio.ctx(), { email: nora.email, password })).not.toBeNull();
    expect((await actorOfSession(studio.db, session)).kind).toBe("staff");
    expect((await findInvitation(studio.ctx(), tokenOf(resetUrl)))?.purpose).toBe("reset");
    await acceptInvitation(studio.ctx(), { token: tokenOf(resetUrl), password: "another password" });
    expect(await signIn(studio.ctx(), { email: nora.email, password })).toBeNull();
    expect(await signIn(studio.ctx(), { email: nora.email, password: "another password" })).not.toBeNull();
    expect((await actorOfSession(studio.db, session)).kind).toBe("customer");
  });

  test("makes older links worth nothing; for somebody who only was invited it is an invitation again", async () => {
    const { studio, user, token } = await withInvitation();
    const first = tokenOf((await resetUserPassword(studio.ctx("admin"), user.id)).resetUrl);
    const second = tokenOf((await resetUserPassword(studio.ctx("admin"), user.id)).resetUrl);
    for (const old of [token, first]) expect(await findInvitation(studio.ctx(), old)).toBeNull();
    expect((await findInvitation(studio.ctx(), second))?.purpose).toBe("invite");
  });

  test("is not made for nobody, nor for somebody who is not active", async () => {
    const { studio, user } = await withInvitation();
    await changeUser(studio.ctx("admin"), user.id, { active: false });
    await expect(resetUserPassword(studio.ctx("admin"), user.id)).rejects.toMatchObject({ code: "conflict" });
    await expect(resetUserPassword(studio.ctx("admin"), "nobody")).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("the last admin", () => {
  const lastAdmin = { code: "conflict" };

  test.each<[Parameters<typeof changeUser>[2], object]>([
    [{ active: false }, { active: ["last_admin"] }],
    [{ role: "staff" }, { role: ["last_admin"] }],
    [{ role: "artist", artistId: "mara" }, { role: ["last_admin"] }],
  ])("cannot be changed by %o", async (change, errors) => {
    const studio = await withUsers();
    // One who was only invited, and one who is not active, could let nobody in.
    studio.db
      .insert(users)
      .values([
        testUser("invited", { role: "admin", passwordHash: null }),
        testUser("gone", { role: "admin", active: false }),
      ])
      .run();
    const before = await findUser(studio.db, "user-admin");
    await expect(changeUser(studio.ctx("admin"), "user-admin", change)).rejects.toMatchObject({
      ...lastAdmin,
      errors,
    });
    expect(await findUser(studio.db, "user-admin")).toEqual(before);
    expect((await changeUser(studio.ctx("admin"), "user-admin", { name: "Boss" })).name).toBe("Boss");
  });

  test("may go once there is another, and of two who leave at once one stays", async () => {
    const studio = await withUsers();
    await changeUser(studio.ctx("admin"), "user-staff", { role: "admin" });
    const both = await Promise.allSettled(
      ["user-admin", "user-staff"].map((id) => changeUser(studio.ctx("admin"), id, { active: false })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const working = (await listUsers(studio.ctx("worker"))).filter(
      ({ role, active }) => role === "admin" && active,
    );
    expect(working).toHaveLength(1);
  });
});

describe("deactivating", () => {
  test("ends sessions and tokens at once, and activating brings neither back", async () => {
    const studio = await withUsers();
    const admin = studio.ctx("admin");
    const { secret, token } = await createToken(studio.ctx("staff"), { name: "Desk" });
    const row = async () => (await findUser(studio.db, "user-staff")) ?? testUser("nobody");
    const session = { sub: "user-staff", stamp: passwordStamp(await row()) };
    const actor = async () => (await actorOfSession(studio.db, session)).kind;
    const bearer = async () => (await findApiToken(studio.db, hashToken(secret)))?.user.id;
    expect([await actor(), await bearer()]).toEqual(["staff", "user-staff"]);
    expect((await changeUser(admin, "user-staff", { active: false })).active).toBe(false);
    expect([await actor(), await bearer()]).toEqual(["customer", undefined]);
    expect((await changeUser(admin, "user-staff", { active: true })).active).toBe(true);
    expect([await actor(), await bearer()]).toEqual(["customer", undefined]);
    expect((await listTokens(admin)).find(({ id }) => id === token.id)?.revokedAt).toBe(studio.clock.now());
    // Somebody else's go on.
    expect((await listTokens(admin)).find(({ id }) => id === "maras-token")?.revokedAt).toBeNull();
    // Who signs in anew is in.
    const fresh = { sub: "user-staff", stamp: passwordStamp(await row()) };
    expect((await actorOfSession(studio.db, fresh)).kind).toBe("staff");
    expect((await listAudit(studio.db, "user", "user-staff")).map(({ action }) => action)).toEqual([
      "deactivated",
      "activated",
    ]);
  });

  test("a session without subject, of nobody, or with another stamp is the customer's", async () => {
    const studio = await withUsers();
    const stamp = passwordStamp(testUser("user-staff"));
    expect((await actorOfSession(studio.db, { sub: "user-staff", stamp })).kind).toBe("staff");
    for (const session of [
      {},
      { stamp },
      { sub: "nobody", stamp },
      { sub: "user-staff" },
      { sub: "user-staff", stamp: `${stamp}0` },
    ])
      expect(await actorOfSession(studio.db, session)).toEqual(actors.customer);
  });
});

test("a role counts at once, and an artist's needs an artist", async () => {
  const studio = await withUsers();
  const admin = studio.ctx("admin");
  await expect(changeUser(admin, "user-staff", { role: "artist" })).rejects.toMatchObject({
    errors: { artistId: ["required"] },
  });
  await expect(changeUser(admin, "user-mara", { artistId: null })).rejects.toMatchObject({
    errors: { artistId: ["required"] },
  });
  await expect(changeUser(admin, "user-mara", { artistId: "nobody" })).rejects.toMatchObject({
    errors: { artistId: ["unknown"] },
  });
  await expect(changeUser(admin, "nobody", { name: "x" })).rejects.toMatchObject({ code: "not_found" });
  await changeUser(admin, "user-staff", { role: "artist", artistId: "theo" });
  const stamp = passwordStamp(testUser("user-staff"));
  expect(await actorOfSession(studio.db, { sub: "user-staff", stamp })).toMatchObject({
    kind: "artist",
    artistId: "theo",
  });
});

describe("an API token", () => {
  test("is shown once, acts as its maker, and is revoked by them or an admin", async () => {
    const studio = await withUsers();
    const { token, secret } = await createToken(studio.ctx("mara"), { name: "Watch" });
    expect(secret).toMatch(/^parlour_[\w-]{43}$/);
    expect(token).toEqual({
      id: token.id,
      name: "Watch",
      scopes: null,
      createdAt: studio.clock.now(),
      lastUsedAt: null,
      revokedAt: null,
      userName: "Mara",
    });
    expect(JSON.stringify(await listTokens(studio.ctx("mara")))).not.toContain(secret);
    const works = async () => (await findApiToken(studio.db, hashToken(secret)))?.user.id;
    expect(await works()).toBe("user-mara");
    await expect(revokeToken(studio.ctx("theo"), { id: token.id })).rejects.toMatchObject(notAllowed);
    expect(await works()).toBe("user-mara");
    await revokeToken(studio.ctx("mara"), { id: token.id });
    expect(await works()).toBeUndefined();
    studio.clock.advance(DAY);
    await revokeToken(studio.ctx("admin"), { id: token.id });
    expect((await listAudit(studio.db, "token", token.id)).map(({ action }) => action)).toEqual([
      "created",
      "revoked",
    ]);
    const [listed] = (await listTokens(studio.ctx("mara"))).filter(({ id }) => id === token.id);
    expect(listed?.revokedAt).toBe(studio.clock.now() - DAY);
    await expect(revokeToken(studio.ctx("admin"), { id: "nothing" })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("is one of fifty at most; a revoked one makes room", async () => {
    const studio = await withUsers();
    const made: string[] = [];
    for (let number = 0; number < 50; number++)
      made.push((await createToken(studio.ctx("staff"), { name: `${number}` })).token.id);
    await expect(createToken(studio.ctx("staff"), { name: "more" })).rejects.toMatchObject({
      code: "conflict",
    });
    await createToken(studio.ctx("theo"), { name: "another's" });
    await revokeToken(studio.ctx("staff"), { id: made[0] ?? "" });
    await createToken(studio.ctx("staff"), { name: "more" });
  });
});

describe("what people send about users", () => {
  test.each<[string, () => unknown, Record<string, string[]>]>([
    ["no address", () => parseInput(newUser, { ...nora, email: "nora" }), { email: ["email"] }],
    ["no name", () => parseInput(newUser, { ...nora, name: " " }), { name: ["required"] }],
    ["a role there is not", () => parseInput(newUser, { ...nora, role: "owner" }), { role: ["unknown"] }],
    ["active as a word", () => parseInput(userChange, { active: "no" }), { active: ["required"] }],
    [
      "a short password",
      () => parseInput(invitation, { token: "x", password: "short" }),
      { password: ["password_short"] },
    ],
    ["no password", () => parseInput(invitation, { token: "x" }), { password: ["required"] }],
    [
      "a password beyond all measure",
      () => parseInput(invitation, { token: "x", password: "x".repeat(1025) }),
      { password: ["too_long"] },
    ],
  ])("%s is refused at its field", (_name, parse, errors) => {
    expect(parse).toThrow(expect.objectContaining({ code: "invalid_input", errors }));
  });
});
