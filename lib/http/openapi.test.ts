import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { SCOPES } from "#lib/auth/scopes.ts";
import { WEBHOOK_EVENTS } from "#lib/core/webhook-events.ts";
import { SERVICE_SCOPES } from "#lib/messenger/service-scopes.ts";
import { testEnvironment } from "#tests/support/test-studio.ts";
import type { Endpoint } from "./endpoint.ts";
import { endpoints } from "./endpoints.ts";
import { openApiDocument, openApiText } from "./openapi.ts";
import { openApiMore } from "./openapi-more.ts";

/** The parts of OpenAPI 3.1.0 we use, and nothing else: a field that is misspelled is refused. */
const schemaOrRef = z.looseObject({ $ref: z.string().optional() });
const content = z.record(
  z.string().regex(/^[\w*]+\/[\w*.+-]+$/),
  z.strictObject({
    schema: schemaOrRef,
    examples: z.record(z.string(), z.strictObject({ value: z.unknown() })).optional(),
  }),
);
const answers = z.record(
  z.string().regex(/^([1-5]\d\d|[1-5]XX|default)$/),
  z.strictObject({ description: z.string().min(1), content: content.optional() }),
);
const operation = z.strictObject({
  operationId: z.string(),
  summary: z.string().min(1),
  tags: z.array(z.string()),
  security: z
    .array(
      z.union([
        z.strictObject({ token: z.array(z.enum(SCOPES)).min(1) }),
        z.strictObject({ hubToken: z.array(z.never()) }),
        z.strictObject({ serviceToken: z.array(z.enum(SERVICE_SCOPES)).min(1) }),
      ]),
    )
    .optional(),
  parameters: z.array(
    z.strictObject({
      name: z.string(),
      in: z.enum(["path", "query", "header"]),
      required: z.boolean(),
      description: z.string().optional(),
      schema: schemaOrRef,
    }),
  ),
  requestBody: z.strictObject({ required: z.literal(true), content }).optional(),
  responses: answers,
});
const shape = z.strictObject({
  openapi: z.literal("3.1.0"),
  info: z.strictObject({
    title: z.string(),
    version: z.string(),
    summary: z.string(),
    license: z.strictObject({ name: z.string(), identifier: z.string() }),
  }),
  servers: z.array(z.strictObject({ url: z.url() })),
  paths: z.record(
    z.string().startsWith("/"),
    z.partialRecord(z.enum(["get", "post", "put", "patch", "delete"]), operation),
  ),
  webhooks: z.record(
    z.enum(WEBHOOK_EVENTS),
    z.strictObject({
      post: z.strictObject({
        summary: z.string(),
        requestBody: z.strictObject({ content }),
        responses: answers,
      }),
    }),
  ),
  components: z.strictObject({
    securitySchemes: z.strictObject({
      token: z.strictObject({
        type: z.literal("http"),
        scheme: z.literal("bearer"),
        description: z.string(),
      }),
      hubToken: z.strictObject({
        type: z.literal("http"),
        scheme: z.literal("bearer"),
        bearerFormat: z.literal("JWT"),
        description: z.string(),
      }),
      serviceToken: z.strictObject({
        type: z.literal("apiKey"),
        in: z.literal("header"),
        name: z.literal("X-Service-Token"),
        description: z.string(),
      }),
    }),
    schemas: z.record(z.string(), z.looseObject({})),
  }),
});

const env = testEnvironment("file:unused");
const document = () => shape.parse(JSON.parse(openApiText(env)));

test("every operation is there, under its method, once", () => {
  const named = Object.entries(document().paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => `${one.operationId}: ${method} ${path}`),
  );
  const declared = Object.entries<Endpoint>(endpoints);
  expect(named.sort()).toEqual(
    declared.map(([id, { method, path }]) => `${id}: ${method.toLowerCase()} ${path}`).sort(),
  );
});

/** `app/(public)/a/[id]/[...path]/route.ts` answers at `/a/{id}/{path}`. */
function addressOf(file: string): string {
  const folders = file.split("/").slice(1, -1);
  const named = folders.filter((folder) => !folder.startsWith("("));
  return `/${named
    .join("/")
    .replaceAll(/\[(?:\.\.\.)?/g, "{")
    .replaceAll("]", "}")}`;
}

/** Answers 404 in JSON to what no other route below an integration knows, and so is no operation. */
const CATCH_ALL = "app/api/integrations/[type]/[[...rest]]/route.ts";

/** Answered by our own server before Next sees it. */
const IN_FRONT = [
  "GET /api/availability/events",
  "GET /api/crm/nextcloud/file",
  "GET /api/crm/nextcloud/preview",
  "POST /api/crm/nextcloud/upload",
  "PUT /api/crm/nextcloud/upload",
  "PUT /api/crm/nextcloud/uploads/{id}/{number}",
  "GET /api/integrations/nextcloud/files/{path}",
  "DELETE /api/integrations/nextcloud/files/{path}",
  "POST /api/integrations/nextcloud/files/upload",
  "GET /api/integrations/ecodms/documents/{id}/download",
  "GET /api/v1/events/stream",
  "POST /api/v1/messages/upload",
  "GET /api/v1/messages/media/{id}",
];

/** `GET /a/{id}` for each method a route exports. */
function operationsOf(file: string): string[] {
  const source = readFileSync(file, "utf8");
  const exported = source.matchAll(/^export (?:const|(?:async )?function) (GET|POST|PUT|PATCH|DELETE)\b/gm);
  return [...exported].map(([, method]) => `${method} ${addressOf(file)}`);
}

test("every operation of every route is documented, and nothing that is none", () => {
  const files = globSync("app/**/route.{ts,tsx}");
  expect(files).toContain(CATCH_ALL);
  const routed = [...files.filter((file) => file !== CATCH_ALL).flatMap(operationsOf), ...IN_FRONT];
  const documented = Object.values<Endpoint>(endpoints).map(({ method, path }) => `${method} ${path}`);
  const ofApi = routed.filter((one) => / \/api\/(?!auth\/)/.test(one));
  expect(ofApi.length).toBeGreaterThan(60);
  expect(
    ofApi.filter((one) => !documented.includes(one)),
    "routes under app/api that lib/http/endpoints does not know",
  ).toEqual([]);
  expect(
    documented.filter((one) => !routed.includes(one)),
    "operations in lib/http/endpoints that no route answers",
  ).toEqual([]);
  expect(new Set(documented).size, "an operation is declared twice").toBe(documented.length);
});

test("every operation says what it answers, what it may refuse, and what is in its path", () => {
  for (const [path, methods] of Object.entries(document().paths))
    for (const [method, one] of Object.entries(methods)) {
      const named = `${method} ${path}`;
      const success = Object.keys(one.responses).filter((status) => status.startsWith("2"));
      expect(success, named).toHaveLength(1);
      const answer = one.responses[success[0] ?? ""];
      if (success[0] !== "204") expect(answer?.content, `${named} has no response schema`).toBeDefined();
      for (const status of ["429", "500", "default"])
        expect(one.responses[status]?.content?.["application/problem+json"], named).toBeDefined();
      if (one.security)
        for (const status of ["401", "403"]) expect(one.responses[status], named).toBeDefined();
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(one.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name)).toEqual(
        inPath,
      );
      expect(new Set(one.parameters.map((parameter) => `${parameter.in} ${parameter.name}`)).size).toBe(
        one.parameters.length,
      );
    }
});

/** Every schema of the document, those inside others too. */
function* schemasIn(value: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(value)) for (const entry of value) yield* schemasIn(entry);
  else if (typeof value === "object" && value !== null) {
    const entries = Object.fromEntries(Object.entries(value));
    yield entries;
    for (const [key, entry] of Object.entries(entries)) if (key !== "examples") yield* schemasIn(entry);
  }
}

test("references lead somewhere, types are those of JSON Schema", () => {
  const whole = document();
  const types = ["string", "number", "integer", "boolean", "object", "array", "null"];
  for (const schema of schemasIn([whole.paths, whole.webhooks])) {
    if (typeof schema.$ref === "string") expect(schema.$ref).toBe("#/components/schemas/Problem");
    if (typeof schema.type === "string" && !("in" in schema)) expect(types).toContain(schema.type);
  }
  expect(whole.components.schemas.Problem).toMatchObject({ type: "object" });
  expect(Object.keys(whole.webhooks).sort()).toEqual([...WEBHOOK_EVENTS].sort());
});

test("the examples are what the schemas take and answer", () => {
  const known: Record<string, Endpoint> = endpoints;
  for (const [operationId, { request, response }] of Object.entries(openApiMore)) {
    const definition = known[operationId];
    if (request !== undefined)
      expect(definition?.body?.safeParse(request).error?.issues ?? [], operationId).toEqual([]);
    if (response !== undefined)
      expect(definition?.response?.safeParse(response).error?.issues ?? [], operationId).toEqual([]);
  }
});

test("it is made once in a process for each public address", () => {
  expect(openApiText(env)).toBe(openApiText(env));
  const other = { ...env, NEXTAUTH_URL: "https://another.example" };
  expect(shape.parse(JSON.parse(openApiText(other))).servers).toEqual([{ url: "https://another.example" }]);
  expect(openApiDocument("https://studio.example")).toMatchObject(JSON.parse(openApiText(env)));
});

test("path parameters, queries, bodies and who may are told", () => {
  const { paths } = document();
  expect(paths["/api/appointments/{id}"]?.patch).toMatchObject({
    parameters: [{ name: "id", in: "path", required: true }],
    security: [{ token: ["appointments:write"] }],
    requestBody: {
      content: { "application/json": { schema: { properties: { status: {}, startTime: {} } } } },
    },
  });
  const slots = paths["/api/availability/slots"]?.get;
  expect(slots?.parameters.map(({ name, required }) => [name, required]).slice(0, 5)).toEqual([
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
