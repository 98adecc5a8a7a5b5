import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { pictures } from "#db/schema/pictures.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { findPicture } from "#lib/media/find-picture.ts";
import { pngPicture } from "#tests/support/test-pictures.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { changeArtist } from "./change-artist.ts";
import { createArtist } from "./create-artist.ts";
import { findBookableArtist } from "./find-bookable-artist.ts";
import { artistChange, newArtist, newTimeOff } from "./input.ts";
import { removeArtistPicture } from "./remove-artist-picture.ts";
import { setArtistPicture } from "./set-artist-picture.ts";
import { showArtist } from "./show-artist.ts";
import { slugOf } from "./slug-of.ts";

const fieldErrors = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error instanceof Error && "errors" in error ? error.errors : error;
  }
  return null;
};

describe("a new artist", () => {
  test("comes last, in the studio's zone, at an address made of the name", async () => {
    const studio = await openStudio();
    const admin = studio.ctx("admin");
    const artist = await createArtist(admin, { name: "Mara", serviceIds: ["buffered"] });
    expect(artist).toEqual({
      id: artist.id,
      slug: "mara-2",
      name: "Mara",
      bio: "",
      timeZone: "Europe/Vienna",
      dailyMaximum: null,
      weeklyMaximum: null,
      changeNoticeMinutes: 0,
      customersMayMove: true,
      hasFeed: false,
      whenUnreachable: "accept",
      active: true,
      position: 2,
      pictureUrl: null,
      hoursSource: "parlour",
      nextcloudUser: null,
      hours: [],
      timeOff: [],
      serviceIds: ["buffered"],
    });
    expect((await createArtist(admin, { name: "Mara" })).slug).toBe("mara-3");
    expect(await listAudit(studio.db, "artist", artist.id)).toMatchObject([
      { action: "created", actorName: "Admin" },
    ]);
  });

  test("at an address that is taken, or with a service nobody knows, is refused at the field", async () => {
    const studio = await openStudio();
    const admin = studio.ctx("admin");
    await expect(createArtist(admin, { name: "X", slug: "mara" })).rejects.toMatchObject({
      code: "conflict",
      errors: { slug: ["taken"] },
    });
    await expect(createArtist(admin, { name: "X", serviceIds: ["session", "no"] })).rejects.toMatchObject({
      code: "invalid_input",
      errors: { serviceIds: ["unknown"] },
    });
  });
});

test.each([
  ["Zoë Müller-Lang", "zoe-mueller-lang"],
  ["  Łukasz  Ørsted ", "lukasz-orsted"],
  ["Straße", "strasse"],
  ["李", "artist"],
  ["--", "artist"],
  ["x".repeat(80), "x".repeat(50)],
])("%o becomes %s", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
  expect(parseInput(newArtist, { name: "x", slug }).slug).toBe(slug);
});

const hours = (...list: [number, number, number][]) => ({
  hours: list.map(([weekday, startMinute, endMinute]) => ({ weekday, startMinute, endMinute })),
});

describe("what people send about an artist", () => {
  test.each<[string, unknown, Record<string, string[]>]>([
    ["an empty name", { name: " \n " }, { name: ["required"] }],
    ["a long name", { name: "x".repeat(81) }, { name: ["too_long"] }],
    ["an address with spaces", { slug: "a b" }, { slug: ["slug"] }],
    ["an address in capitals", { slug: "Mara" }, { slug: ["slug"] }],
    ["an address that leads elsewhere", { slug: "../x" }, { slug: ["slug"] }],
    ["a zone that is none", { timeZone: "Mars/Olympus" }, { timeZone: ["time_zone"] }],
    ["no appointment a day", { dailyMaximum: 0 }, { dailyMaximum: ["too_small"] }],
    ["half an appointment a day", { dailyMaximum: 1.5 }, { dailyMaximum: ["not_a_number"] }],
    ["another answer", { whenUnreachable: "maybe" }, { whenUnreachable: ["unknown"] }],
    ["yes as a word", { active: "yes" }, { active: ["required"] }],
    ["an eighth day", hours([8, 0, 60]), { hours: ["too_large"] }],
    ["hours backwards", hours([1, 600, 540]), { hours: ["before_start"] }],
    ["hours of no length", hours([1, 600, 600]), { hours: ["before_start"] }],
    ["hours beyond midnight", hours([1, 1380, 1500]), { hours: ["too_large"] }],
    ["hours that overlap", hours([2, 700, 800], [1, 0, 60], [2, 600, 701]), { hours: ["overlap"] }],
    ["hours within hours", hours([1, 0, 1440], [1, 60, 120]), { hours: ["overlap"] }],
    ["the same hours twice", hours([1, 0, 60], [1, 0, 60]), { hours: ["overlap"] }],
    [
      "hours without end",
      { hours: Array(101).fill({ weekday: 1, startMinute: 0, endMinute: 1 }) },
      { hours: ["too_many"] },
    ],
  ])("%s is refused at its field", (_name, input, errors) => {
    expect(fieldErrors(() => parseInput(artistChange, input))).toEqual(errors);
  });

  test("stretches that meet, and the last minute of the day, are fine", () => {
    const input = hours([1, 540, 720], [1, 720, 1440], [7, 0, 60]);
    expect(parseInput(artistChange, input)).toEqual(input);
  });

  test.each<[string, object, Record<string, string[]>]>([
    ["no times", {}, { startTime: ["not_an_instant"], endTime: ["not_an_instant"] }],
    [
      "the end first",
      { startTime: "2026-12-02T10:00:00Z", endTime: "2026-12-02T10:00:00Z" },
      { endTime: ["before_start"] },
    ],
    [
      "three years",
      { startTime: "2026-12-02T10:00:00Z", endTime: "2029-12-02T10:00:00Z" },
      { endTime: ["too_long"] },
    ],
    [
      "a time without zone",
      { startTime: "2026-12-02T10:00", endTime: "2026-12-03T10:00:00Z" },
      { startTime: ["not_an_instant"] },
    ],
  ])("time off with %s is refused", (_name, input, errors) => {
    expect(fieldErrors(() => parseInput(newTimeOff, input))).toEqual(errors);
  });
});

describe("a change", () => {
  test("touches what is given and nothing else", async () => {
    const studio = await openStudio();
    const before = await showArtist(studio.ctx("admin"), "mara");
    expect(await changeArtist(studio.ctx("mara"), "mara", { bio: "Fine lines" })).toEqual({
      ...before,
      bio: "Fine lines",
    });
    const monday = [{ weekday: 1, startMinute: 600, endMinute: 720 }];
    const changed = await changeArtist(studio.ctx("admin"), "mara", {
      hours: monday,
      serviceIds: ["buffered", "session"],
      dailyMaximum: 3,
      slug: "mara-ink",
    });
    expect(changed).toEqual({
      ...before,
      bio: "Fine lines",
      hours: monday,
      serviceIds: ["buffered", "session"],
      dailyMaximum: 3,
      slug: "mara-ink",
    });
    expect(
      (await changeArtist(studio.ctx("admin"), "mara", { dailyMaximum: null, hours: [] })).hours,
    ).toEqual([]);
    expect((await showArtist(studio.ctx("admin"), "theo")).hours).toHaveLength(7);
    expect(
      (await listAudit(studio.db, "artist", "mara")).map(({ actorName, detail }) => [actorName, detail]),
    ).toEqual([
      ["Mara", { fields: ["bio"] }],
      ["Admin", { fields: ["hours", "serviceIds", "dailyMaximum", "slug"] }],
      ["Admin", { fields: ["dailyMaximum", "hours"] }],
    ]);
  });

  test("of what the studio decides is not an artist's; sent along as it is it does no harm", async () => {
    const studio = await openStudio();
    const same = { bio: "x", slug: "mara", active: true, position: 0 };
    expect((await changeArtist(studio.ctx("mara"), "mara", same)).bio).toBe("x");
    for (const other of [{ slug: "m" }, { active: false }, { position: 9 }]) {
      await expect(changeArtist(studio.ctx("mara"), "mara", { bio: "y", ...other })).rejects.toMatchObject({
        code: "not_allowed",
        errors: { [Object.keys(other)[0] ?? ""]: ["admins_only"] },
      });
    }
    expect((await showArtist(studio.ctx("mara"), "mara")).bio).toBe("x");
  });

  test("of nobody, to a taken address, or to services nobody knows is refused and changes nothing", async () => {
    const studio = await openStudio();
    const admin = studio.ctx("admin");
    await expect(changeArtist(admin, "nobody", { bio: "x" })).rejects.toMatchObject({ code: "not_found" });
    await expect(changeArtist(admin, "mara", { slug: "theo", bio: "x" })).rejects.toMatchObject({
      code: "conflict",
      errors: { slug: ["taken"] },
    });
    await expect(changeArtist(admin, "mara", { serviceIds: ["no"], bio: "x" })).rejects.toMatchObject({
      errors: { serviceIds: ["unknown"] },
    });
    expect(await showArtist(admin, "mara")).toMatchObject({ slug: "mara", bio: "" });
  });

  test("hides an artist from the public, services and all", async () => {
    const studio = await openStudio();
    expect(await findBookableArtist(studio.ctx(), "mara")).not.toBeNull();
    await changeArtist(studio.ctx("admin"), "mara", { active: false });
    expect(await findBookableArtist(studio.ctx(), "mara")).toBeNull();
    await changeArtist(studio.ctx("admin"), "mara", { active: true, serviceIds: [] });
    expect(await findBookableArtist(studio.ctx(), "mara")).toBeNull();
  });
});

test("a new picture takes the place of the one before, which is gone", async () => {
  const studio = await openStudio();
  const mara = studio.ctx("mara");
  const png = await pngPicture({ width: 20, height: 20 });
  const urls: (string | null)[] = [];
  for (let round = 0; round < 2; round++) urls.push((await setArtistPicture(mara, "mara", png)).pictureUrl);
  const [first = "", second = ""] = urls.map((url) => url?.split("/").at(-1));
  expect(urls[1]).toBe(`/api/pictures/${second}`);
  expect(first).not.toBe(second);
  await expect(findPicture(studio.ctx(), first)).rejects.toMatchObject({ code: "not_found" });
  expect((await findPicture(studio.ctx(), second)).mimeType).toBe("image/webp");
  expect((await findBookableArtist(studio.ctx(), "mara"))?.pictureUrl).toBe(urls[1]);
  expect((await removeArtistPicture(mara, "mara")).pictureUrl).toBeNull();
  expect(studio.db.select().from(pictures).all()).toEqual([]);
});

test("a picture that is none leaves the one before", async () => {
  const studio = await openStudio();
  const { pictureUrl } = await setArtistPicture(
    studio.ctx("mara"),
    "mara",
    await pngPicture({ width: 9, height: 9 }),
  );
  await expect(setArtistPicture(studio.ctx("mara"), "mara", Buffer.from("<svg/>"))).rejects.toMatchObject({
    errors: { picture: ["not_a_picture"] },
  });
  expect((await showArtist(studio.ctx("mara"), "mara")).pictureUrl).toBe(pictureUrl);
});
