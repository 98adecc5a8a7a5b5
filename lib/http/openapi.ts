import { z } from "zod";
import { type Env, publicUrl } from "#lib/core/env.ts";
import { processWide } from "#lib/core/process-wide.ts";
import type { Endpoint } from "./endpoint.ts";
import { endpoints } from "./endpoints.ts";

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.string(),
  errors: z.record(z.string(), z.array(z.string())).optional(),
});

/** OpenAPI 3.1, made of the schemas that validate, once for each public address. */
export function openApiDocument(env: Env): object {
  const documents = processWide("openapi", () => new Map<string, object>());
  const url = publicUrl(env);
  const known = documents.get(url);
  if (known) return known;
  const made = makeDocument(url);
  documents.set(url, made);
  return made;
}

function makeDocument(url: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [operationId, definition] of Object.entries<Endpoint>(endpoints)) {
    paths[definition.path] ??= {};
    Object.assign(paths[definition.path] ?? {}, {
      [definition.method.toLowerCase()]: operation(operationId, definition),
    });
  }
  return {
    openapi: "3.1.0",
    info: { title: "Parlour", version: "1", license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url }],
    paths,
    components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
  };
}

function operation(operationId: string, definition: Endpoint): object {
  const status = definition.status ?? 200;
  return {
    operationId,
    summary: definition.summary,
    ...(definition.access === "session" ? { security: [{ token: [] }] } : {}),
    parameters: [...pathParameters(definition.path), ...queryParameters(definition.query)],
    ...(definition.body
      ? { requestBody: { required: true, content: json("application/json", definition.body, "input") } }
      : {}),
    ...(definition.binary
      ? { requestBody: { required: true, content: bytes(definition.binary.types) } }
      : {}),
    responses: {
      [status]: {
        description: "Success",
        ...(definition.response
          ? { content: json(definition.responseType ?? "application/json", definition.response, "output") }
          : {}),
      },
      default: {
        description: "A problem (RFC 9457)",
        content: json("application/problem+json", problem, "output"),
      },
    },
  };
}

function json(type: string, schema: z.ZodType, io: "input" | "output"): object {
  return { [type]: { schema: jsonSchema(schema, io) } };
}

function bytes(types: string[]): object {
  return Object.fromEntries(types.map((type) => [type, { schema: { type: "string", format: "binary" } }]));
}

function jsonSchema(schema: z.ZodType, io: "input" | "output"): z.core.JSONSchema.BaseSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}

function pathParameters(path: string): object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryParameters(query: z.ZodType | undefined): object[] {
  if (!query) return [];
  const schema = jsonSchema(query, "input");
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: "query",
    required: schema.required?.includes(name) ?? false,
    schema: property,
  }));
}
