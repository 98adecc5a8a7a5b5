import { expect, test } from "vitest";
import { setArtistPicture } from "#lib/artists/set-artist-picture.ts";
import { showArtist } from "#lib/artists/show-artist.ts";
import { addApiToken } from "#lib/auth/add-api-token.ts";
import { pngPicture } from "#tests/support/test-pictures.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { insertTestUsers } from "#tests/support/test-users.ts";
import { endpoints } from "./endpoints.ts";

/** Five megabytes, as the endpoint says. */
const MAXIMUM = 5 * 1024 * 1024;

/** A body of so many bytes that says nothing about its length; counts what was taken from it. */
function stream(bytes: number): { body: ReadableStream<Uint8Array>; taken: () => number } {
  let taken = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const size = Math.min(64 * 1024, bytes - taken);
      taken += size;
      if (size === 0) controller.close();
      else controller.enqueue(new Uint8Array(size));
    },
  });
  return { body, taken: () => taken };
}

test("a picture is taken as it is, up to 5 MB, from whoever may; the rest is a problem in words", async () => {
  const studio = await openStudio();
  insertTestUsers(studio.db);
  for (const name of Object.keys(process.env)) if (/^(NEXT|PARLOUR_)/.test(name)) delete process.env[name];
  process.env.DATABASE_URL = studio.url;
  process.env.NEXTAUTH_SECRET = "a-secret-of-the-tests-1234";
  process.env.PARLOUR_RATE_LIMITS = "off";
  const { route } = await import("./route.ts");
  const put = route(endpoints.setArtistPicture, async ({ ctx, params, bytes }) => ({
    artist: await setArtistPicture(ctx, params.id ?? "", bytes),
  }));
  const tokens = {
    mara: await addApiToken(studio.ctx("admin"), { name: "x", email: "user-mara@example.org" }),
    theo: await addApiToken(studio.ctx("admin"), { name: "x", email: "user-theo@example.org" }),
  };
  const send = async (body: BodyInit | null, who: keyof typeof tokens | "nobody" = "mara") => {
    const init: RequestInit & { duplex: "half" } = {
      method: "PUT",
      body,
      duplex: "half",
      headers: {
        // What a browser says about a file named x.png, whatever is in it.
        "Content-Type": "image/png",
        Authorization: `Bearer ${who === "nobody" ? "unknown" : tokens[who]}`,
      },
    };
    const request = new Request("http://localhost:3000/api/admin/artists/mara/picture", init);
    const response = await put(request, { params: Promise.resolve({ id: "mara" }) });
    return { status: response.status, answer: await response.json() };
  };
  const picture = Uint8Array.from(await pngPicture({ width: 20, height: 20 }));

  const stored = await send(picture);
  expect(stored).toMatchObject({ status: 200, answer: { artist: { id: "mara" } } });
  const { pictureUrl } = await showArtist(studio.ctx("admin"), "mara");
  expect(stored.answer).toMatchObject({ artist: { pictureUrl } });
  expect(pictureUrl).not.toBeNull();

  const large = stream(2 * MAXIMUM);
  expect(await send(large.body)).toMatchObject({
    status: 413,
    answer: { code: "too_large", detail: expect.stringContaining("5 MB") },
  });
  expect(large.taken()).toBeLessThan(MAXIMUM + 256 * 1024);
  expect(await send(new Uint8Array(2 * MAXIMUM))).toMatchObject({ status: 413 });
  // Exactly 5 MB is read, and then found to be no picture.
  const invalid = { status: 422, answer: { code: "invalid_input", errors: { picture: ["not_a_picture"] } } };
  expect(await send(stream(MAXIMUM).body)).toMatchObject(invalid);
  expect(await send('<svg xmlns="http://www.w3.org/2000/svg"/>')).toMatchObject(invalid);
  expect(await send(null)).toMatchObject(invalid);
  expect(await send(picture, "theo")).toMatchObject({ status: 403 });
  expect(await send(picture, "nobody")).toMatchObject({ status: 401 });
  expect((await showArtist(studio.ctx("admin"), "mara")).pictureUrl).toBe(pictureUrl);
});
