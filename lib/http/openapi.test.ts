import { globSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { testEnvironment } from "#tests/support/test-studio.ts";
import { endpoints } from "./endpoints.ts";
import { openApiDocument } from "./openapi.ts";

const operation = z.object({
  operationId: z.string(),
  summary: z.string().min(1),
  security: z.array(z.object({ token: z.array(z.string()) })).optional(),
  parameters: z.array(
    z.object({
      name: z.string(),
      in: z.enum(["path", "query"]),
      required: z.boolean(),
      schema: z.looseObject({}),
    }),
  ),
  requestBody: z
    .looseObject({ content: z.record(z.string(), z.object({ schema: z.looseObject({}) })) })
    .optional(),
  responses: z.record(z.string(), z.object({ description: z.string() })),
});
const shape = z.object({
  openapi: z.literal("3.1.0"),
  servers: z.array(z.object({ url: z.url() })),
  paths: z.record(
    z.string().startsWith("/"),
    z.record(z.enum(["get", "post", "put", "patch", "delete"]).or(z.string()), operation),
  ),
});

const document = () =>
  shape.parse(JSON.parse(JSON.stringify(openApiDocument(testEnvironment("file:unused")))));

test("every operation is there, under its method, once", () => {
  const { paths } = document();
  const named = Object.values(paths).flatMap((methods) =>
    Object.values(methods).map((one) => one.operationId),
  );
  expect(named.sort()).toEqual(Object.keys(endpoints).sort());
  for (const [operationId, definition] of Object.entries(endpoints))
    expect(paths[definition.path]?.[definition.method.toLowerCase()]?.operationId).toBe(operationId);
});

/** `app/(public)/a/[id]/route.ts` answers at `/a/{id}`. */
function addressOf(file: string): string {
  const folders = file.split("/").slice(1, -1);
  const named = folders.filter((folder) => !folder.startsWith("("));
  return `/${named.join("/").replaceAll("[", "{").replaceAll("]", "}")}`;
}

test("every route of the API is documented, and nothing that is no route", () => {
  // Answered by our own server before Next sees it.
  const inFront = [
    "/api/availability/events",
    "/api/crm/nextcloud/preview",
    "/api/crm/nextcloud/upload",
    "/api/crm/nextcloud/uploads/{id}/{number}",
  ];
  const routes = [...globSync("app/**/route.ts").map(addressOf), ...inFront];
  const paths = Object.keys(document().paths);
  for (const path of paths) expect(routes).toContain(path);
  for (const route of routes) if (/^\/api\/(?!auth\/)/.test(route)) expect(paths).toContain(route);
  expect(paths.length).toBeGreaterThan(10);
});

test("path parameters, queries, bodies and who may are told", () => {
  const { paths } = document();
  expect(paths["/api/appointments/{id}"]?.patch).toMatchObject({
    parameters: [{ name: "id", in: "path", required: true }],
    security: [{ token: [] }],
    requestBody: {
      content: { "application/json": { schema: { properties: { status: {}, startTime: {} } } } },
    },
  });
  const slots = paths["/api/availability/slots"]?.get;
  expect(slots?.parameters.map(({ name, required }) => [name, required])).toEqual([
    ["artistId", true],
    ["serviceId", true],
    ["from", true],
    ["to", true],
    ["timeZone", false],
  ]);
  expect(slots?.security).toBeUndefined();
  expect(paths["/api/appointments"]?.post?.requestBody?.content["application/json"]?.schema).toMatchObject({
    required: expect.arrayContaining(["artistId", "serviceId", "startTime", "clientName", "clientEmail"]),
    properties: { startTime: { type: "string", format: "date-time" } },
  });
});
