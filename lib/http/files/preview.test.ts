import sharp from "sharp";
import { expect, test } from "vitest";
import { type GatewayStudio, openGatewayStudio } from "#tests/support/gateway-studio.ts";

const PREVIEW = "/api/crm/nextcloud/preview";

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#336699" } });

const ask = (studio: GatewayStudio, path: string, size = "64", headers: Record<string, string> = {}) =>
  studio.send({ path: PREVIEW, query: { path, size }, headers });

test("a picture comes small, and not at all when it is known", async () => {
  const studio = await openGatewayStudio();
  await studio.put("Nora/photo.png", await picture(800, 400).png().toBuffer());
  const answer = await ask(studio, "Nora/photo.png");
  expect(answer.status).toBe(200);
  expect(answer.headers["content-type"]).toMatch(/^image\/(png|webp|jpeg)$/);
  expect(answer.headers["content-security-policy"]).toContain("sandbox");
  expect(answer.headers["cache-control"]).toBe("private, max-age=86400");
  const { width = 0, height = 0 } = await sharp(answer.bytes).metadata();
  expect(Math.max(width, height)).toBeLessThanOrEqual(64);
  const etag = answer.headers.etag ?? "";
  const known = await ask(studio, "Nora/photo.png", "64", { "If-None-Match": `"x", W/${etag}` });
  expect([known.status, known.bytes.length]).toEqual([304, 0]);
  expect((await ask(studio, "Nora/photo.png", "128", { "If-None-Match": etag })).status).toBe(200);
});

test("where Nextcloud has none, ours is made of what sharp reads, and of nothing else", async () => {
  const studio = await openGatewayStudio();
  studio.cloud.cloud.faults.add({ match: /\/core\/preview/, status: 404 });
  await studio.put("Nora/photo.jpg", await picture(800, 400).jpeg().toBuffer());
  await studio.put("Nora/drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
  await studio.put("Nora/lie.png", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
  await studio.put("Nora/broken.png", "no picture at all");
  await studio.put("Nora/notes.txt", "text");
  const large = await picture(8000, 8000).png().toBuffer();
  await studio.put("Nora/bomb.png", large);
  const answer = await ask(studio, "Nora/photo.jpg");
  expect([answer.status, answer.headers["content-type"]]).toEqual([200, "image/webp"]);
  expect(await sharp(answer.bytes).metadata()).toMatchObject({ width: 64, height: 32, format: "webp" });
  for (const name of ["drawing.svg", "lie.png", "broken.png", "notes.txt", "bomb.png", "nothing.png"]) {
    const { status, json } = await ask(studio, `Nora/${name}`);
    expect([status, json.code], name).toEqual([404, "not_found"]);
  }
  expect((await ask(studio, "Nora")).status).toBe(404);
});

test("permissions and sizes are looked at first", async () => {
  const studio = await openGatewayStudio();
  await studio.put("Nora/photo.png", await picture(80, 40).png().toBuffer());
  expect((await studio.send({ path: PREVIEW, query: { path: "Nora/photo.png" }, as: null })).status).toBe(
    401,
  );
  expect((await studio.send({ path: PREVIEW, query: { path: "Nora/photo.png" }, as: "mara" })).status).toBe(
    404,
  );
  expect((await ask(studio, "../photo.png")).status).toBe(422);
  for (const size of ["31", "2049", "x", "-1", "1e3"])
    expect((await ask(studio, "Nora/photo.png", size)).status, size).toBe(422);
});
