import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { listIdentities } from "#db/queries/identities.ts";
import { findUser, findUserByEmail } from "#db/queries/users.ts";
import { userIdentities } from "#db/schema/connections.ts";
import { users } from "#db/schema/users.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { insertTestUsers, testUser } from "#tests/support/test-users.ts";
import type { Identity } from "./identity.ts";
import { linkIdentity } from "./link-identity.ts";
import { listWaysIn } from "./list-ways-in.ts";
import { signInWithIdentity } from "./sign-in-with-identity.ts";
import { unlinkIdentity } from "./unlink-identity.ts";

const provider = "oidc:https://id.example";
const maras: Identity = {
  provider,
  subject: "4711",
  name: "Mara",
  email: "user-mara@example.org",
  emailVerified: true,
  groups: null,
};
const configured = {
  OIDC_ISSUER: "https://id.example",
  OIDC_CLIENT_ID: "parlour",
  OIDC_CLIENT_SECRET: "secret",
};
const map = "bosses=admin,desk=staff,artists=artist";

async function studioOf(variables: Record<string, string> = {}) {
  const studio = await openStudio({ variables: { ...configured, ...variables } });
  insertTestUsers(studio.db);
  const enter = (more: Partial<Identity> = {}) => signInWithIdentity(studio.ctx(), { ...maras, ...more });
  return { studio, enter };
}

const signedIn = { kind: "signed_in", userId: "user-mara" };
const refused = (reason: string) => ({ kind: "refused", reason });

describe("signing in with an identity", () => {
  test("a verified mail links it, and from then on the subject counts, whatever the mail", async () => {
    const { studio, enter } = await studioOf();
    expect(await enter({ email: "USER-Mara@example.org" })).toEqual(signedIn);
    expect(await listIdentities(studio.db, "user-mara")).toEqual([
      { provider, subject: "4711", userId: "user-mara", linkedAt: studio.clock.now() },
    ]);
    expect(await enter({ email: null, emailVerified: false, name: "Somebody" })).toEqual(signedIn);
    expect(await enter({ email: "user-admin@example.org" })).toEqual(signedIn);
    expect(await listIdentities(studio.db, "user-admin")).toEqual([]);
    const lines = await listAudit(studio.db, "user", "user-mara");
    expect(lines).toMatchObject([
      { action: "identity_linked", actorId: "user-mara", detail: { provider, by: "mail" } },
    ]);
  });

  test.each<[string, Partial<Identity>, string]>([
    ["a mail that is not verified", { emailVerified: false }, "mail_not_verified"],
    ["no mail", { email: null }, "mail_not_verified"],
    ["a name alone", { email: null, emailVerified: false, name: "Mara" }, "mail_not_verified"],
    [
      "a mail nobody has, not verified",
      { email: "x@example.org", emailVerified: false },
      "mail_not_verified",
    ],
    ["a mail nobody has", { email: "x@example.org" }, "no_user"],
    ["a subject that is a user's id", { subject: "user-mara", email: null }, "mail_not_verified"],
  ])("is refused with %s", async (_name, more, reason) => {
    const { studio, enter } = await studioOf();
    expect(await enter(more)).toEqual(refused(reason));
    expect(studio.db.select().from(userIdentities).all()).toEqual([]);
  });

  test("the same subject at another provider is somebody else", async () => {
    const { enter } = await studioOf();
    await enter();
    expect(await enter({ provider: "oidc:https://other.example", email: null })).toEqual(
      refused("mail_not_verified"),
    );
  });

  test("another subject with the same mail is refused: a mail may be given to somebody new", async () => {
    const { studio, enter } = await studioOf();
    await enter();
    expect(await enter({ subject: "4712" })).toEqual(refused("other_account"));
    expect(await listIdentities(studio.db, "user-mara")).toHaveLength(1);
  });

  test("whoever was deactivated is refused, linked or not", async () => {
    const { studio, enter } = await studioOf();
    studio.db.update(users).set({ active: false }).run();
    expect(await enter()).toEqual(refused("deactivated"));
    studio.db.update(users).set({ active: true }).run();
    await enter();
    studio.db.update(users).set({ active: false }).run();
    expect(await enter({ emailVerified: false })).toEqual(refused("deactivated"));
  });

  test("one who was invited and has no password yet comes in", async () => {
    const { studio, enter } = await studioOf();
    studio.db
      .insert(users)
      .values(testUser("new", { passwordHash: null }))
      .run();
    expect(await enter({ email: "new@example.org" })).toEqual({ kind: "signed_in", userId: "new" });
  });

  test("two first sign-ins of one subject at once link once; two subjects at once let one in", async () => {
    const { studio, enter } = await studioOf();
    expect(await Promise.all([enter(), enter()])).toEqual([signedIn, signedIn]);
    const theos = { email: "user-theo@example.org" };
    const outcomes = await Promise.all([
      enter({ ...theos, subject: "a" }),
      enter({ ...theos, subject: "b" }),
    ]);
    expect(outcomes.map((outcome) => outcome.kind).sort()).toEqual(["refused", "signed_in"]);
    expect(await listIdentities(studio.db, "user-theo")).toHaveLength(1);
  });
});

describe("the role", () => {
  test("follows the groups at each sign-in, with a line in the history; artists keep their artist", async () => {
    const { studio, enter } = await studioOf({ PARLOUR_ROLE_MAP: map });
    const role = async () => (await findUser(studio.db, "user-mara"))?.role;
    await enter({ groups: ["bosses"] });
    expect(await findUser(studio.db, "user-mara")).toMatchObject({ role: "admin", artistId: "mara" });
    await enter({ groups: ["bosses"] });
    await enter({ groups: null });
    expect(await role()).toBe("admin");
    await enter({ groups: [] });
    expect(await findUser(studio.db, "user-mara")).toMatchObject({ role: "artist", artistId: "mara" });
    const changes = (await listAudit(studio.db, "user", "user-mara")).filter(
      (line) => line.action === "changed",
    );
    expect(changes).toMatchObject([
      { actorKind: "artist", detail: { role: "admin", before: "artist", by: provider } },
      { actorKind: "admin", detail: { role: "artist", before: "admin", by: provider } },
    ]);
  });

  test("is not touched without a mapping", async () => {
    const { studio, enter } = await studioOf();
    await enter({ groups: ["bosses"] });
    expect(await findUser(studio.db, "user-mara")).toMatchObject({ role: "artist" });
  });

  test("the last admin who can sign in stays one", async () => {
    const { studio, enter } = await studioOf({ PARLOUR_ROLE_MAP: map });
    const admin = { subject: "1", email: "user-admin@example.org", groups: ["desk"] };
    const role = async () => (await findUser(studio.db, "user-admin"))?.role;
    studio.db
      .insert(users)
      .values([
        testUser("invited", { role: "admin", passwordHash: null }),
        testUser("gone", { role: "admin", active: false }),
      ])
      .run();
    expect(await enter(admin)).toEqual({ kind: "signed_in", userId: "user-admin" });
    expect(await role()).toBe("admin");
    // An identity opens the door as well as a password does.
    await enter({ subject: "2", email: "invited@example.org" });
    await enter(admin);
    expect(await role()).toBe("staff");
    expect(await enter({ subject: "2", email: "invited@example.org", groups: ["desk"] })).toMatchObject({
      kind: "signed_in",
    });
    expect(await findUser(studio.db, "invited")).toMatchObject({ role: "admin" });
  });
});

describe("somebody nobody knows", () => {
  const ada = { subject: "9", email: "Ada@example.org", name: "Ada", groups: ["desk"] };
  const on = { OIDC_CREATE_USERS: "on", PARLOUR_ROLE_MAP: map };

  test("becomes a user where that is switched on, with the mapping's role and no password", async () => {
    const { studio, enter } = await studioOf(on);
    const outcome = await enter(ada);
    const user = await findUserByEmail(studio.db, "ada@example.org");
    expect(outcome).toEqual({ kind: "signed_in", userId: user?.id });
    expect(user).toMatchObject({
      name: "Ada",
      role: "staff",
      artistId: null,
      passwordHash: null,
      active: true,
    });
    expect(await enter({ ...ada, email: null, groups: null })).toEqual(outcome);
    expect(await listAudit(studio.db, "user", user?.id ?? "")).toMatchObject([
      { action: "created", detail: { role: "staff", by: provider } },
    ]);
  });

  test.each<[string, Record<string, string>, Partial<Identity>]>([
    ["it is off", { PARLOUR_ROLE_MAP: map }, {}],
    ["no group of theirs is in the mapping", on, { groups: ["choir"] }],
    ["the provider says nothing about groups", on, { groups: null }],
    ["they would be an artist", on, { groups: ["artists"] }],
    ["it is Nextcloud's", on, { provider: "nextcloud:https://cloud.example" }],
  ])("does not where %s", async (_name, variables, more) => {
    const { studio, enter } = await studioOf(variables);
    expect(await enter({ ...ada, ...more })).toEqual(refused("no_user"));
    expect(await findUserByEmail(studio.db, "ada@example.org")).toBeUndefined();
  });

  test("does not with a mail that is not verified", async () => {
    const { studio, enter } = await studioOf(on);
    expect(await enter({ ...ada, emailVerified: false })).toEqual(refused("mail_not_verified"));
    expect(await findUserByEmail(studio.db, "ada@example.org")).toBeUndefined();
  });

  test("becomes one user of two sign-ins at once", async () => {
    const { studio, enter } = await studioOf(on);
    const outcomes = await Promise.all([enter(ada), enter(ada)]);
    expect(outcomes.filter((outcome) => outcome.kind === "signed_in").length).toBeGreaterThan(0);
    expect(studio.db.select().from(userIdentities).all()).toHaveLength(1);
  });
});

describe("linking by hand", () => {
  const unverified = { ...maras, email: "other@example.org", emailVerified: false };

  test("needs no mail, and is how one signs in from then on", async () => {
    const { studio, enter } = await studioOf();
    expect(await listWaysIn(studio.ctx("mara"))).toEqual([
      { id: "oidc", label: "OpenID Connect", linked: false },
    ]);
    await linkIdentity(studio.ctx("mara"), unverified);
    expect(await enter(unverified)).toEqual(signedIn);
    expect(await listWaysIn(studio.ctx("mara"))).toMatchObject([{ linked: true }]);
    expect(await listWaysIn(studio.ctx("theo"))).toMatchObject([{ linked: false }]);
  });

  test("takes the place of an older one at the same provider, and of no other", async () => {
    const { studio, enter } = await studioOf();
    await linkIdentity(studio.ctx("mara"), { ...unverified, provider: "nextcloud:x", subject: "mara" });
    await linkIdentity(studio.ctx("mara"), unverified);
    await linkIdentity(studio.ctx("mara"), { ...unverified, subject: "new" });
    expect((await listIdentities(studio.db, "user-mara")).map((row) => row.subject).sort()).toEqual([
      "mara",
      "new",
    ]);
    expect(await enter(unverified)).toEqual(refused("mail_not_verified"));
  });

  test("somebody else's stays theirs", async () => {
    const { studio, enter } = await studioOf();
    await linkIdentity(studio.ctx("mara"), unverified);
    await expect(linkIdentity(studio.ctx("theo"), unverified)).rejects.toMatchObject({ code: "conflict" });
    expect(await enter(unverified)).toEqual(signedIn);
  });

  test("can be undone, but not where it is the only way in", async () => {
    const { studio, enter } = await studioOf();
    await linkIdentity(studio.ctx("mara"), unverified);
    studio.db.update(users).set({ passwordHash: null }).run();
    await expect(unlinkIdentity(studio.ctx("mara"), "oidc")).rejects.toMatchObject({ code: "conflict" });
    studio.db.update(users).set({ passwordHash: "scrypt$a$b" }).run();
    await unlinkIdentity(studio.ctx("mara"), "oidc");
    expect(await enter(unverified)).toEqual(refused("mail_not_verified"));
    await expect(unlinkIdentity(studio.ctx("mara"), "oidc")).rejects.toMatchObject({ code: "not_found" });
    await expect(unlinkIdentity(studio.ctx("mara"), "nextcloud")).rejects.toMatchObject({
      code: "not_found",
    });
    const lines = await listAudit(studio.db, "user", "user-mara");
    expect(lines.map((line) => line.action)).toEqual(["identity_linked", "identity_unlinked"]);
  });

  test.each([
    ["customer", "not_signed_in"],
    ["worker", "not_allowed"],
    ["service", "not_allowed"],
  ] as const)("is not for the %s", async (actor, code) => {
    const { studio } = await studioOf();
    await expect(linkIdentity(studio.ctx(actor), maras)).rejects.toMatchObject({ code });
    await expect(unlinkIdentity(studio.ctx(actor), "oidc")).rejects.toMatchObject({ code });
    await expect(listWaysIn(studio.ctx(actor))).rejects.toMatchObject({ code });
  });
});
