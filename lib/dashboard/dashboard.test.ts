import { describe, expect, test } from "vitest";
import { saveDashboardLayout } from "#db/queries/dashboard-layouts.ts";
import { AppError } from "#lib/core/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import type { ActorName } from "#tests/support/test-actors.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { insertTestUsers } from "#tests/support/test-users.ts";
import { arrangeDashboard } from "./arrange-dashboard.ts";
import { dashboardArrangement } from "./input.ts";
import { resetDashboard } from "./reset-dashboard.ts";
import { showDashboard } from "./show-dashboard.ts";
import { boardAtFirst, isWideAtFirst, type PlacedWidget, WIDGET_IDS, widgetsFor } from "./widgets.ts";

const everySystem = {
  PLENTYONE_BASE_URL: "https://shop.example",
  PLENTYONE_USERNAME: "parlour",
  PLENTYONE_PASSWORD: "secret",
  ZULIP_BASE_URL: "https://chat.example",
  ZULIP_EMAIL: "bot@chat.example",
  ZULIP_API_KEY: "key",
  TODOIST_API_TOKEN: "token",
  FREESCOUT_API_URL: "https://help.example",
  FREESCOUT_API_KEY: "key",
  ECODMS_API_URL: "https://dms.example",
  ECODMS_USERNAME: "parlour",
  ECODMS_PASSWORD: "secret",
  ECODMS_ARCHIVE_ID: "1",
};

async function open(variables: Record<string, string> = everySystem) {
  const studio = await openStudio({ variables });
  insertTestUsers(studio.db);
  return studio;
}

const everyone: ActorName[] = ["customer", "mara", "theo", "staff", "admin", "worker", "service"];
const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id);
const placed = (...names: PlacedWidget["id"][]): PlacedWidget[] => names.map((id) => ({ id, wide: false }));

describe("who may", () => {
  const verbs = {
    showDashboard,
    resetDashboard,
    arrangeDashboard: (ctx: Parameters<typeof showDashboard>[0]) =>
      arrangeDashboard(ctx, { widgets: placed("talk") }),
  };
  test.each(Object.entries(verbs))("%s: whoever signs in, nobody else", async (_name, verb) => {
    const studio = await open();
    for (const actor of everyone) {
      const answer = verb(studio.ctx(actor)).then(
        () => "allowed",
        (error: unknown) => (error instanceof AppError ? error.code : "another"),
      );
      const expected =
        actor === "customer"
          ? "not_signed_in"
          : ["worker", "service"].includes(actor)
            ? "not_allowed"
            : "allowed";
      expect(await answer, actor).toBe(expected);
    }
  });
});

describe("a board that nobody arranged", () => {
  test.each<[ActorName, string[]]>([
    ["mara", ["appointments", "talk", "sync"]],
    ["staff", ["appointments", "tasks", "conversations", "orders", "messages", "talk", "documents"]],
    ["admin", ["appointments", "tasks", "conversations", "orders", "messages", "talk", "sync", "documents"]],
  ])("%s sees what is theirs", async (actor, expected) => {
    const studio = await open();
    const board = await showDashboard(studio.ctx(actor));
    expect(ids(board.widgets)).toEqual(expected);
    expect(board.widgets[0]).toEqual({ id: "appointments", wide: true });
    // Six narrow ones fill three rows; with a seventh the last has a row of its own.
    expect(board.widgets.at(-1)?.wide).toBe(actor === "admin");
    expect(board).toMatchObject({ available: [], arranged: false });
  });

  test("what is not configured is offered to admins alone, and said to be so", async () => {
    const studio = await open({ TODOIST_API_TOKEN: "token" });
    const admin = await showDashboard(studio.ctx("admin"));
    expect(ids(admin.widgets)).toEqual(["appointments", "tasks", "talk", "sync"]);
    expect(admin.available).toEqual(
      ["conversations", "orders", "messages", "documents"].map((id) => ({ id, configured: false })),
    );
    const staff = await showDashboard(studio.ctx("staff"));
    expect(ids(staff.widgets)).toEqual(["appointments", "tasks", "talk"]);
    expect(staff.available).toEqual([]);
    expect((await showDashboard(studio.ctx("mara"))).available).toEqual([]);
  });
});

describe("arranging", () => {
  test("is kept as it was said, for its owner alone", async () => {
    const studio = await open();
    const mine: PlacedWidget[] = [
      { id: "talk", wide: true },
      { id: "tasks", wide: false },
    ];
    const answer = await arrangeDashboard(studio.ctx("staff"), { widgets: mine });
    expect(answer).toMatchObject({ widgets: mine, arranged: true });
    expect(ids(answer.available)).toEqual([
      "appointments",
      "conversations",
      "orders",
      "messages",
      "documents",
    ]);
    expect(await showDashboard(studio.ctx("staff"))).toEqual(answer);
    expect((await showDashboard(studio.ctx("admin"))).arranged).toBe(false);
    expect((await resetDashboard(studio.ctx("staff"))).widgets).toHaveLength(7);
  });

  test("an empty board stays empty", async () => {
    const studio = await open();
    await arrangeDashboard(studio.ctx("mara"), { widgets: [] });
    const board = await showDashboard(studio.ctx("mara"));
    expect(board.widgets).toEqual([]);
    expect(ids(board.available)).toEqual(["appointments", "talk", "sync"]);
  });

  test("nobody gets what they may not have, and nothing is kept then", async () => {
    const studio = await open({ TODOIST_API_TOKEN: "token" });
    const refusal = (actor: ActorName, id: PlacedWidget["id"]) =>
      arrangeDashboard(studio.ctx(actor), { widgets: placed("talk", id) });
    await expect(refusal("mara", "tasks")).rejects.toMatchObject({
      code: "invalid_input",
      errors: { widgets: ["not_allowed"] },
    });
    await expect(refusal("staff", "sync")).rejects.toMatchObject({ errors: { widgets: ["not_allowed"] } });
    await expect(refusal("admin", "orders")).rejects.toMatchObject({
      errors: { widgets: ["not_configured"] },
    });
    for (const actor of ["mara", "staff", "admin"] as const)
      expect((await showDashboard(studio.ctx(actor))).arranged).toBe(false);
  });

  test("what was taken away since, or is known no more, is left out of what is shown", async () => {
    const studio = await open({});
    await saveDashboardLayout(studio.db, {
      userId: "user-mara",
      widgets: [
        { id: "weather", wide: true },
        { id: "tasks", wide: false },
        { id: "talk", wide: true },
      ],
      updatedAt: 0,
    });
    const board = await showDashboard(studio.ctx("mara"));
    expect(board.widgets).toEqual([{ id: "talk", wide: true }]);
    expect(ids(board.available)).toEqual(["appointments", "sync"]);
  });
});

describe("what comes in", () => {
  test.each<[string, unknown]>([
    ["unknown", [{ id: "weather", wide: false }]],
    ["of another shape", [{ id: "talk" }]],
    ["with more than it should have", [{ id: "talk", wide: false, colour: "red" }]],
    ["the same twice", [...placed("talk", "talk")]],
    [
      "more than there are",
      Array.from({ length: WIDGET_IDS.length + 1 }, () => ({ id: "talk", wide: false })),
    ],
    ["no list", "talk"],
  ])("%s is refused", (_name, widgets) => {
    expect(() => parseInput(dashboardArrangement, { widgets })).toThrow(
      expect.objectContaining({ code: "invalid_input" }),
    );
  });

  test("everything there is, once each, is taken", () => {
    const widgets = placed(...WIDGET_IDS);
    expect(parseInput(dashboardArrangement, { widgets })).toEqual({ widgets });
  });
});

test("a board that nobody arranged has no hole, whatever is set up", () => {
  for (let set = 1; set < 2 ** WIDGET_IDS.length; set += 1) {
    const usable = WIDGET_IDS.filter((_, bit) => (set >> bit) % 2 === 1);
    const board = boardAtFirst(usable);
    expect(ids(board)).toEqual(usable);
    // Columns taken so far: a wide one begins a row, and the last row is full.
    let taken = 0;
    for (const { wide } of board) {
      if (wide) expect(taken % 2, ids(board).join()).toBe(0);
      taken += wide ? 2 : 1;
    }
    expect(taken % 2, ids(board).join()).toBe(0);
    // No more than what has to be is wide.
    expect(board.filter(({ id, wide }) => wide && !isWideAtFirst(id)).length).toBeLessThanOrEqual(1);
  }
});

test("customers may have nothing", () => {
  expect(widgetsFor("customer")).toEqual([]);
  expect(widgetsFor("admin")).toEqual(WIDGET_IDS);
});
