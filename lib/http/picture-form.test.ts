import { expect, test } from "vitest";
import { z } from "zod";
import { referencePictures } from "#db/schema/inquiries.ts";
import { limits } from "#db/schema/system.ts";
import { pictureTokens } from "#lib/pictures/input.ts";
import { phonePicture, pngPicture } from "#tests/support/test-pictures.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { endpoint } from "./endpoint.ts";
import type { FormFields } from "./read-body.ts";

const form = endpoint({
  method: "POST",
  path: "/api/x",
  summary: "A form with pictures",
  access: "public",
  limit: "booking",
  pictures: true,
  body: z.object({ name: z.string({ error: "required" }), pictures: pictureTokens.default([]) }),
});

async function openForm(
  rateLimits = "off",
  variables: Record<string, string> = {},
): Promise<{
  studio: TestStudio;
  send: (body: BodyInit, type?: string) => Promise<Sent>;
}> {
  const studio = await openStudio();
  for (const name of Object.keys(process.env)) if (/^(NEXT|PARLOUR_)/.test(name)) delete process.env[name];
  process.env.DATABASE_URL = studio.url;
  process.env.NEXTAUTH_SECRET = "a-secret-of-the-tests-1234";
  process.env.PARLOUR_ENCRYPTION_KEY = "a-key-of-the-tests-123456";
  process.env.PARLOUR_RATE_LIMITS = rateLimits;
  Object.assign(process.env, variables);
  const slots: typeof globalThis & { [slot: symbol]: unknown } = globalThis;
  delete slots[Symbol.for("parlour.env")];
  slots[Symbol.for("parlour.database")] = studio.db;
  const { route } = await import("./route.ts");
  let refused: FormFields | null = null;
  const post = route(
    form,
    async ({ body }) => body,
    async ({ fields }) => {
      refused = fields;
      return null;
    },
  );
  const send = async (body: BodyInit, type?: string): Promise<Sent> => {
    refused = null;
    const init: RequestInit & { duplex: "half" } = {
      method: "POST",
      body,
      duplex: "half",
      ...(type && { headers: { "Content-Type": type } }),
    };
    const response = await post(new Request("http://localhost:3000/api/x", init), {
      params: Promise.resolve({}),
    });
    const answer = z
      .looseObject({
        pictures: z.array(z.string()).optional(),
        errors: z.record(z.string(), z.array(z.string())).optional(),
      })
      .parse(await response.json());
    return { status: response.status, answer, refused };
  };
  return { studio, send };
}

interface Sent {
  status: number;
  answer: {
    pictures?: string[] | undefined;
    errors?: Record<string, string[]> | undefined;
    [name: string]: unknown;
  };
  refused: FormFields | null;
}

const file = (bytes: Uint8Array, name: string) =>
  new File([Uint8Array.from(bytes)], name, { type: "image/jpeg" });

function formOf(fields: Record<string, string>, ...files: File[]): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  for (const one of files) data.append("picture", one);
  return data;
}

test("a plain form with pictures; what is refused of it comes back with the others' tokens", async () => {
  const { send } = await openForm();
  const good = file(await phonePicture(), "rose.jpg");

  const taken = await send(formOf({ name: "Nora" }, good));
  expect(taken).toMatchObject({ status: 200, answer: { name: "Nora" } });
  expect(taken.answer.pictures?.length).toBe(1);

  const zip = await send(
    formOf({ name: "Nora" }, good, file(Buffer.from("PK\u0003\u0004 an archive"), "x.jpg")),
  );
  expect(zip).toMatchObject({ status: 422, answer: { errors: { pictures: ["not_a_picture"] } } });
  expect(zip.refused).toMatchObject({ name: "Nora", pictures: [expect.stringMatching(/^[\w-]{43}$/)] });

  // Its own mistakes and those of its pictures are told at once.
  const both = await send(formOf({}, file(Buffer.from("nothing at all"), "x.jpg")));
  expect(both.answer.errors).toEqual({ name: ["required"], pictures: ["not_a_picture"] });

  // Sent again with what it has: hidden fields, one of them or several in one.
  const [token = ""] = [zip.refused?.pictures ?? ""].flat();
  const again = await send(formOf({ name: "Nora", pictures: token }, good));
  expect(again.answer.pictures?.length).toBe(2);
  expect(again.answer.pictures?.[0]).toBe(token);
  const urlencoded = await send(
    new URLSearchParams({ name: "Nora", pictures: `${token} ${token.toLowerCase()}` }),
  );
  expect(urlencoded.answer.pictures?.length).toBe(2);
});

test("50 files: eight are kept, and the form says so", async () => {
  const { send } = await openForm();
  const small = await pngPicture({ width: 3, height: 3 });
  const files = Array.from({ length: 50 }, (_, number) => file(small, `${number}.png`));
  const sent = await send(formOf({ name: "Nora" }, ...files));
  expect(sent.answer.errors).toEqual({ pictures: ["too_many"] });
  expect([sent.refused?.pictures].flat().length).toBe(8);
});

test("an empty file field, a form that ends in the middle, one that is none", async () => {
  const { send } = await openForm();
  const empty = await send(formOf({ name: "Nora" }, new File([], "")));
  expect(empty).toMatchObject({ status: 200, answer: { name: "Nora", pictures: [] } });

  const half = `--b\r\nContent-Disposition: form-data; name="picture"; filename="a.jpg"\r\n\r\n${"x".repeat(50_000)}`;
  const cut = await send(half, "multipart/form-data; boundary=b");
  expect(cut).toMatchObject({ status: 422, answer: { errors: { body: ["not_a_form"] } } });
  expect((await send("nothing", "multipart/form-data")).status).toBe(422);
});

test("who sends without end is not read without end", async () => {
  const { send } = await openForm();
  let taken = 0;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) =>
      controller.enqueue(
        new TextEncoder().encode(
          '--b\r\nContent-Disposition: form-data; name="picture"; filename="a.jpg"\r\n\r\n',
        ),
      ),
    pull(controller) {
      taken += 1_000_000;
      controller.enqueue(new Uint8Array(1_000_000));
    },
  });
  expect((await send(body, "multipart/form-data; boundary=b")).status).toBe(413);
  expect(taken).toBeLessThan(200_000_000);
}, 30_000);

test("17 fields of 16 kB are too many words, wherever they stand in the form", async () => {
  const { send } = await openForm();
  const words = Object.fromEntries(
    Array.from({ length: 17 }, (_, number) => [`f${number}`, "x".repeat(16_000)]),
  );
  const sent = await send(formOf({ name: "Nora", ...words }, file(await phonePicture(), "rose.jpg")));
  expect(sent).toMatchObject({
    status: 413,
    answer: { detail: expect.stringContaining("words") },
    refused: null,
  });
  // The process and what comes after it are fine.
  expect((await send(formOf({ name: "Nora" }))).status).toBe(200);
});

test("what comes from one address is counted by the day, until its pictures are too many", async () => {
  const { send, studio } = await openForm("on", { PARLOUR_SPOOL_MAX_MB: "1" });
  const picture = file(await phonePicture(), "rose.jpg");
  expect((await send(formOf({ name: "Nora" }, picture))).status).toBe(200);
  const counts = studio.db.select().from(limits).all();
  const counted = counts.find(({ key }) => key.startsWith("picture-bytes:"));
  const [kept] = studio.db.select().from(referencePictures).all();
  expect(counted).toMatchObject({ key: "picture-bytes:unknown", count: kept?.size });
});
