import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { listBookableArtists } from "#lib/artists/list-bookable-artists.ts";
import { showArtist } from "#lib/artists/show-artist.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { changeService } from "./change-service.ts";
import { createService } from "./create-service.ts";
import { newService, serviceChange } from "./input.ts";
import { listServiceViews } from "./list-service-views.ts";

test("a new service has its defaults and can be booked once an artist offers it", async () => {
  const studio = await openStudio();
  const admin = studio.ctx("admin");
  const service = await createService(admin, { name: "Flash", durationMinutes: 45, artistIds: ["theo"] });
  expect(service).toEqual({
    id: service.id,
    name: "Flash",
    description: "",
    durationMinutes: 45,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    minimumNoticeMinutes: 0,
    horizonDays: 90,
    slotStepMinutes: 30,
    priceNote: "",
    bookingMode: "slot",
    durationChoices: [],
    sessions: 1,
    sessionGapDays: 14,
    dailyMaximum: null,
    weeklyMaximum: null,
    depositAmount: null,
    consentFormId: null,
    asksPictures: true,
    active: true,
    artistIds: ["theo"],
  });
  const offered = (await listBookableArtists(studio.ctx())).map(({ slug, services }) => [
    slug,
    services.map(({ name }) => name),
  ]);
  // It comes last for whoever offers it.
  expect(offered).toEqual([
    ["mara", ["Session", "Buffered"]],
    ["theo", ["Session", "Buffered", "Flash"]],
  ]);
  expect(await listAudit(studio.db, "service", service.id)).toMatchObject([{ action: "created" }]);
});

test("a change touches what is given; whoever offered it keeps its place", async () => {
  const studio = await openStudio();
  const admin = studio.ctx("admin");
  await changeService(admin, "session", { bufferAfterMinutes: 10, artistIds: ["mara"] });
  const [session] = (await listServiceViews(admin)).filter(({ id }) => id === "session");
  expect(session).toMatchObject({ name: "Session", bufferAfterMinutes: 10, artistIds: ["mara"] });
  expect((await showArtist(admin, "mara")).serviceIds).toEqual(["session", "buffered"]);
  expect((await showArtist(admin, "theo")).serviceIds).toEqual(["buffered"]);
  await changeService(admin, "session", { artistIds: ["theo", "mara"] });
  expect((await showArtist(admin, "theo")).serviceIds).toEqual(["buffered", "session"]);
  expect((await changeService(admin, "session", { artistIds: [] })).artistIds).toEqual([]);
});

test("one that is no longer offered cannot be booked, and its appointments keep it", async () => {
  const studio = await openStudio();
  const { appointment } = await studio.request();
  const changed = await changeService(studio.ctx("admin"), "session", { active: false });
  expect(changed).toMatchObject({ active: false, artistIds: ["mara", "theo"] });
  expect((await studio.appointment(appointment.id)).service.name).toBe("Session");
  await expect(studio.request({ startTime: Date.parse("2026-12-03T09:00:00Z") })).rejects.toMatchObject({
    code: "not_found",
  });
  expect((await listServiceViews(studio.ctx("staff"))).map(({ id }) => id)).toEqual(["buffered", "session"]);
});

test("unknown services and artists are named", async () => {
  const studio = await openStudio();
  const admin = studio.ctx("admin");
  await expect(changeService(admin, "nothing", {})).rejects.toMatchObject({ code: "not_found" });
  const errors = { artistIds: ["unknown"] };
  await expect(changeService(admin, "session", { artistIds: ["no"] })).rejects.toMatchObject({ errors });
  const input = { name: "X", durationMinutes: 5, artistIds: ["mara", "no"] };
  await expect(createService(admin, input)).rejects.toMatchObject({ errors });
  expect(await listServiceViews(admin)).toHaveLength(2);
});

describe("what people send about a service", () => {
  test.each<[string, unknown, Record<string, string[]>]>([
    ["nothing", {}, { name: ["required"], durationMinutes: ["not_a_number"] }],
    ["four minutes", { durationMinutes: 4 }, { durationMinutes: ["too_small"] }],
    ["more than a day", { durationMinutes: 1441 }, { durationMinutes: ["too_large"] }],
    ["half a minute", { durationMinutes: 30.5 }, { durationMinutes: ["not_a_number"] }],
    ["a duration in words", { durationMinutes: "60" }, { durationMinutes: ["not_a_number"] }],
    ["a buffer below nothing", { bufferBeforeMinutes: -1 }, { bufferBeforeMinutes: ["too_small"] }],
    ["no horizon", { horizonDays: 0 }, { horizonDays: ["too_small"] }],
    ["a horizon beyond a year", { horizonDays: 366 }, { horizonDays: ["too_large"] }],
    ["a step of a minute", { slotStepMinutes: 1 }, { slotStepMinutes: ["too_small"] }],
    ["a notice beyond a year", { minimumNoticeMinutes: 525_601 }, { minimumNoticeMinutes: ["too_large"] }],
    ["a book", { description: "x".repeat(4001) }, { description: ["too_long"] }],
    ["one artist as a word", { artistIds: "mara" }, { artistIds: ["required"] }],
  ])("%s is refused at its field", (_name, input, errors) => {
    const complete = Object.keys(Object(input)).length === 0 ? {} : { name: "X", durationMinutes: 60 };
    const parse = () => parseInput(newService, { ...complete, ...Object(input) });
    expect(parse).toThrow(expect.objectContaining({ code: "invalid_input", errors }));
  });

  test("may be a part of it, and names are one line", () => {
    expect(parseInput(serviceChange, { name: " Small\nsleeve " })).toEqual({ name: "Small sleeve" });
    expect(parseInput(serviceChange, { artistIds: ["a", "b", "a"] })).toEqual({ artistIds: ["a", "b"] });
  });
});
