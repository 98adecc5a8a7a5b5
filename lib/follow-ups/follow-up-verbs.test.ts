import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { listFollowUpRuns as readRuns } from "#db/queries/follow-ups.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError, UpstreamError } from "#lib/core/errors.ts";
import { changeSettings } from "#lib/studio/change-settings.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import { openFollowUpStudio } from "#tests/support/follow-up-studio.ts";
import type { ActorName } from "#tests/support/test-actors.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { forgetFollowUpRuns } from "./forget-follow-up-runs.ts";
import { followUpInput } from "./input.ts";
import { listAppointmentFollowUps, listFollowUpRuns } from "./list-follow-up-runs.ts";
import { listFollowUpTargets } from "./list-follow-up-targets.ts";
import { listFollowUps } from "./list-follow-ups.ts";
import { saveFollowUp } from "./save-follow-up.ts";
import { tryFollowUp } from "./try-follow-up.ts";

const everyone: ActorName[] = ["customer", "mara", "theo", "staff", "admin", "worker", "service"];
const admins: ActorName[] = ["admin", "worker"];
const input = {
  event: "confirmed",
  connector: "todoist",
  active: true,
  template: "{customer}",
  target: {},
} as const;

const verbs: Record<string, [(ctx: Ctx, id: string) => Promise<unknown>, ActorName[]]> = {
  listFollowUps: [(ctx) => listFollowUps(ctx), admins],
  saveFollowUp: [(ctx) => saveFollowUp(ctx, input), admins],
  tryFollowUp: [(ctx) => tryFollowUp(ctx, input), admins],
  listFollowUpTargets: [(ctx) => listFollowUpTargets(ctx, "todoist"), admins],
  listFollowUpRuns: [(ctx) => listFollowUpRuns(ctx), admins],
  listAppointmentFollowUps: [
    (ctx, id) => listAppointmentFollowUps(ctx, id),
    ["mara", "staff", "admin", "worker"],
  ],
  forgetFollowUpRuns: [(ctx) => forgetFollowUpRuns(ctx), admins],
};

describe("who may", () => {
  test.each(Object.keys(verbs))("%s", async (name) => {
    const [verb, allowed] = verbs[name] ?? [];
    if (!verb || !allowed) throw new Error("no such verb");
    const studio = await openStudio();
    const { id } = (await studio.request()).appointment;
    for (const actor of everyone) {
      const answer = await verb(studio.ctx(actor), id).then(
        () => "allowed",
        (error: unknown) =>
          error instanceof AppError && error.code.startsWith("not_") ? error.code : "allowed",
      );
      const refusal = actor === "customer" ? "not_signed_in" : "not_allowed";
      expect(answer, `${name} by ${actor}`).toBe(allowed.includes(actor) ? "allowed" : refusal);
    }
  });

  test("a token that may not read appointments reads no names here either", async () => {
    const studio = await openStudio();
    const admin = studio.ctx("admin");
    const limited: Ctx = {
      ...admin,
      actor: { kind: "admin", userId: "user-admin", name: "Admin", scopes: ["studio:read"] },
    };
    await expect(listFollowUpRuns(limited)).rejects.toMatchObject({ code: "not_allowed" });
    expect(await listFollowUps(limited)).toHaveLength(9);
  });
});

test("all nine are there from the beginning, off, in the studio's language", async () => {
  const studio = await openStudio();
  const admin = studio.ctx("admin");
  const english = await listFollowUps(admin);
  expect(english.map(({ event, connector }) => `${event}:${connector}`)).toHaveLength(9);
  expect(
    english.every(({ active, configured, updatedAt }) => !active && !configured && updatedAt === null),
  ).toBe(true);
  expect(english[0]).toMatchObject({ name: "Todoist", missing: ["TODOIST_API_TOKEN"] });
  await changeSettings(admin, { locale: "de" });
  expect((await listFollowUps(admin)).find(({ connector }) => connector === "zulip")?.template).toContain(
    "Neue Anfrage",
  );
});

describe("saving", () => {
  test("keeps words and place, and writes who did what", async () => {
    const studio = await openStudio();
    const admin = studio.ctx("admin");
    const saved = await saveFollowUp(admin, { ...input, target: { projectId: "6X", channel: "of Zulip" } });
    expect(saved).toMatchObject({ active: true, template: "{customer}", target: { projectId: "6X" } });
    expect(saved.target).toEqual({ projectId: "6X" });
    await saveFollowUp(admin, { ...input, active: false });
    const lines = await listAudit(studio.db, "integration", "confirmed:todoist");
    expect(lines.map(({ action, actorName }) => [action, actorName])).toEqual([
      ["follow_up_switched_on", "Admin"],
      ["follow_up_switched_off", "Admin"],
    ]);
  });

  test("can switch alone: words and place stay, and so does what was saved meanwhile", async () => {
    const studio = await openStudio();
    const admin = studio.ctx("admin");
    const { event, connector } = input;
    const first = await saveFollowUp(admin, { ...input, updatedAt: null, target: { projectId: "6X" } });
    const off = await saveFollowUp(admin, { event, connector, active: false });
    expect(off).toMatchObject({ active: false, template: "{customer}", target: { projectId: "6X" } });
    const knownAt = Date.parse(first.updatedAt ?? "");
    expect(Date.parse(off.updatedAt ?? "")).toBeGreaterThan(knownAt);
    for (const updatedAt of [knownAt, null])
      await expect(saveFollowUp(admin, { event, connector, active: true, updatedAt })).rejects.toMatchObject({
        code: "conflict",
      });
    const updatedAt = Date.parse(off.updatedAt ?? "");
    expect(await saveFollowUp(admin, { event, connector, active: true, updatedAt })).toMatchObject({
      active: true,
      target: { projectId: "6X" },
    });
  });

  test.each([
    ["zulip", {}, ["target.channel", "target.topic"]],
    ["zulip", { channel: "5" }, ["target.topic"]],
    ["freescout", { topic: "x" }, ["target.mailboxId"]],
  ] as const)("%s refuses to be switched on with %j", async (connector, target, missing) => {
    const studio = await openStudio();
    const refused = saveFollowUp(studio.ctx("admin"), { ...input, connector, target });
    await expect(refused).rejects.toMatchObject({
      code: "invalid_input",
      errors: Object.fromEntries(missing.map((field) => [field, ["required"]])),
    });
    const off = await saveFollowUp(studio.ctx("admin"), { ...input, connector, target, active: false });
    expect(off.active).toBe(false);
  });

  test.each([
    [{ template: "{custmer}" }, "template", "Line 1, character 1: there is no {custmer}."],
    [{ template: "a {" }, "template", "Line 1, character 3: this { is never closed."],
    [{ template: "x".repeat(2001) }, "template", "The template has 2001 characters; 2000 are allowed."],
    [{ target: { projectId: "../user" } }, "target.projectId", "unknown"],
    [{ target: { mailboxId: "1; x" } }, "target.mailboxId", "unknown"],
    [{ target: { mailboxId: "0" } }, "target.mailboxId", "unknown"],
    [{ target: { mailboxId: "9".repeat(16) } }, "target.mailboxId", "too_long"],
    [{ target: { channel: "bookings" } }, "target.channel", "unknown"],
    [
      { template: "x\n@**{customer}**" },
      "template",
      "Line 2, character 4: no @ or # directly before {customer}.",
    ],
    [{ template: "#{reference}" }, "template", "Line 1, character 2: no @ or # directly before {reference}."],
    [{ target: { topic: "x".repeat(61) } }, "target.topic", "too_long"],
    [{ event: "declined" }, "event", "unknown"],
    [{ connector: "plentyone" }, "connector", "unknown"],
  ])("%j is refused with what and where", (more, field, message) => {
    const parsed = followUpInput.safeParse({ ...input, ...more });
    expect(parsed.error?.issues.map((issue) => [issue.path.join("."), issue.message])).toEqual([
      [field, message],
    ]);
  });
});

test("a preview says what would be sent, and sends nothing", async () => {
  const studio = await openFollowUpStudio();
  const template = "**{customer}**, {status}\n{link}";
  expect(
    await tryFollowUp(studio.ctx("admin"), { event: "cancelled", connector: "zulip", template }),
  ).toEqual({
    head: "**Nora Example**, cancelled (EXAMPLE1-1)",
    body: "https://studio.example/admin/appointments/example1",
  });
  expect(studio.zulip.requests).toEqual([]);
});

describe("places", () => {
  test("are what each system has now", async () => {
    const studio = await openFollowUpStudio();
    const admin = studio.ctx("admin");
    const names = async (connector: "todoist" | "freescout" | "zulip") =>
      (await listFollowUpTargets(admin, connector)).targets.map(({ name }) => name);
    expect((await names("todoist")).length).toBeGreaterThan(0);
    expect((await names("freescout")).length).toBeGreaterThan(1);
    expect(await names("zulip")).toContain("bookings");
    expect((await listFollowUpTargets(admin, "zulip")).more).toBe(false);
  });

  test("of a system that does not answer are its failure, not an empty list", async () => {
    const studio = await openFollowUpStudio();
    studio.zulip.faults.add({ status: 502 });
    await expect(listFollowUpTargets(studio.ctx("admin"), "zulip")).rejects.toBeInstanceOf(UpstreamError);
    const bare = studio.ctx("admin", { TODOIST_API_TOKEN: "" });
    await expect(listFollowUpTargets(bare, "todoist")).rejects.toMatchObject({
      code: "todoist_not_configured",
    });
  });
});

describe("what is queued", () => {
  const of = async (studio: Awaited<ReturnType<typeof openStudio>>) =>
    (await readRuns(studio.db, { limit: 50 })).map(({ run, row }) => ({
      followUp: run.followUpId,
      waitsMs: row === null ? null : row.nextAttemptAt - row.createdAt,
      rowOf: row?.appointmentId === run.appointmentId,
    }));

  test("is one run with its row for each that is on, and nothing for the others", async () => {
    const studio = await openStudio();
    const admin = studio.ctx("admin");
    await saveFollowUp(admin, { ...input, event: "requested" });
    await saveFollowUp(admin, input);
    await saveFollowUp(admin, { ...input, event: "cancelled", active: false });
    const { id } = (await studio.request()).appointment;
    await appointmentVerbs.confirmAppointment(admin, { id });
    await appointmentVerbs.cancelAppointment(admin, { id });
    expect(await of(studio)).toEqual([
      { followUp: "confirmed:todoist", waitsMs: 15_000, rowOf: true },
      { followUp: "requested:todoist", waitsMs: 0, rowOf: true },
    ]);
    expect(await listAppointmentFollowUps(studio.ctx("mara"), id)).toHaveLength(2);
  });

  test("comes and goes with the change itself: a change that is refused leaves nothing", async () => {
    const studio = await openStudio();
    await saveFollowUp(studio.ctx("admin"), { ...input, event: "requested" });
    await studio.request();
    await expect(studio.request({ clientName: "Too late" })).rejects.toBeInstanceOf(AppError);
    expect(await of(studio)).toHaveLength(1);
  });

  test("says nothing of a request that is declined or expires", async () => {
    const studio = await openStudio();
    for (const event of ["confirmed", "cancelled"] as const)
      await saveFollowUp(studio.ctx("admin"), { ...input, event });
    const { id } = (await studio.request()).appointment;
    await appointmentVerbs.declineAppointment(studio.ctx("admin"), { id });
    expect(await of(studio)).toEqual([]);
  });
});
