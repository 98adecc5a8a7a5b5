import { z } from "zod";
import { SCOPES } from "#lib/auth/scopes.ts";
import { type Env, publicUrl } from "#lib/core/env.ts";
import type { ErrorCode } from "#lib/core/errors.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { WEBHOOK_EVENTS } from "#lib/core/webhook-events.ts";
import { UPSTREAM_KINDS } from "#lib/hub/upstream-kinds.ts";
import type { Endpoint } from "./endpoint.ts";
import { endpoints } from "./endpoints.ts";
import { exampleAppointment, openApiMore } from "./openapi-more.ts";
import { operationErrors } from "./operation-errors.ts";
import { PROBLEMS } from "./problem.ts";

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.string(),
  errors: z.record(z.string(), z.array(z.string())).optional(),
  upstream: z
    .object({
      service: z.string(),
      kind: z.enum(UPSTREAM_KINDS),
      reason: z.string().optional().describe("Below the kind, such as timeout, dns, tls, html."),
      retryable: z
        .boolean()
        .describe("Whether the same again may succeed, after Retry-After where there is one."),
    })
    .optional()
    .describe("Which connected system failed, and how; of 5xx only."),
});

/** OpenAPI 3.1 as JSON, made of the schemas that validate, once in a process for each public address. */
export function openApiText(env: Env): string {
  const texts = processWide("openapi", () => new Map<string, string>());
  const url = publicUrl(env);
  const known = texts.get(url);
  if (known !== undefined) return known;
  const made = JSON.stringify(openApiDocument(url));
  texts.set(url, made);
  return made;
}

/** The document for one public address, made anew. */
export function openApiDocument(url: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [operationId, definition] of Object.entries<Endpoint>(endpoints)) {
    const path = paths[definition.path] ?? {};
    path[definition.method.toLowerCase()] = operation(operationId, definition);
    paths[definition.path] = path;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Parlour",
      version: "1",
      summary: "The front desk of a studio whose calendars, files and chat live in its own Nextcloud.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url }],
    paths,
    webhooks: webhooks(),
    components: {
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: `An API token. Its scopes: ${SCOPES.join(", ")}; write includes read.`,
        },
        hubToken: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "A token of another hub application, for the messenger (HS256, iss aesystek-hub).",
        },
        serviceToken: {
          type: "apiKey",
          in: "header",
          name: "X-Service-Token",
          description: "Another application's token, for the messenger.",
        },
      },
      schemas: { Problem: jsonSchema(problem, "output") },
    },
  };
}

function operation(operationId: string, definition: Endpoint): object {
  const status = definition.status ?? 200;
  const { scope } = definition;
  const known: typeof openApiMore & Record<string, (typeof openApiMore)["slots"]> = openApiMore;
  const more = known[operationId] ?? {};
  const needed = scope === "everything" ? SCOPES.filter((one) => one.endsWith(":write")) : [scope];
  return {
    operationId,
    summary: definition.summary,
    tags: [tagOf(definition)],
    ...securityOf(definition, needed),
    parameters: [
      ...pathParameters(definition.path),
      ...queryParameters(definition.query),
      ...Object.entries(more.headers ?? {}).map(([name, description]) => ({
        name,
        in: "header",
        required: false,
        description,
        schema: { type: "string" },
      })),
    ],
    ...requestBody(definition, more.request),
    responses: {
      [status]: {
        description: "Success",
        ...(definition.response
          ? {
              content: json(
                definition.responseType ?? "application/json",
                definition.response,
                "output",
                more.response,
              ),
            }
          : {}),
      },
      ...problems(operationErrors(definition, more.errors)),
      default: problemAnswer("A problem (RFC 9457)"),
    },
  };
}

function securityOf({ access, scope, service }: Endpoint, needed: (string | undefined)[]): object {
  if (access === "public") return {};
  const people = scope === undefined ? [] : [{ token: needed }];
  if (access === "session") return { security: people };
  const hub = scope === undefined ? [] : [{ hubToken: [] }];
  return { security: [...people, ...hub, ...(service === undefined ? [] : [{ serviceToken: [service] }])] };
}

function requestBody(definition: Endpoint, example: unknown): object {
  const { body, binary, pictures } = definition;
  if (binary) return { requestBody: { required: true, content: bytes(binary.types) } };
  if (!body) return {};
  const content = json("application/json", body, "input", example);
  const form = pictures ? { "multipart/form-data": { schema: jsonSchema(body, "input") } } : {};
  return { requestBody: { required: true, content: { ...content, ...form } } };
}

/** A response for each status, naming the codes behind it. */
function problems(codes: ErrorCode[]): Record<string, object> {
  const byStatus: Record<string, ErrorCode[]> = {};
  for (const code of codes) {
    const status = String(PROBLEMS[code].status);
    byStatus[status] = [...(byStatus[status] ?? []), code];
  }
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, some]) => [status, problemAnswer(some.join(", "), some)]),
  );
}

function problemAnswer(description: string, codes?: ErrorCode[]): object {
  const general = { $ref: "#/components/schemas/Problem" };
  const schema = codes ? { allOf: [general], properties: { code: { enum: codes } } } : general;
  return { description, content: { "application/problem+json": { schema } } };
}

/** Calls of ours, as a subscription receives them. */
function webhooks(): Record<string, object> {
  const { response } = endpoints.showAppointment;
  return Object.fromEntries(
    WEBHOOK_EVENTS.map((event) => {
      const isAppointment = event.startsWith("appointment.");
      const data =
        isAppointment && response ? response : z.object({ inquiry: z.looseObject({ id: z.string() }) });
      const body = z.object({ type: z.literal(event), timestamp: z.iso.datetime(), data });
      const example = {
        type: event,
        timestamp: exampleAppointment.createdAt,
        data: { appointment: exampleAppointment },
      };
      const post = {
        summary: `${event}, signed by Standard Webhooks (webhook-id, webhook-timestamp, webhook-signature)`,
        requestBody: {
          content: json("application/json", body, "output", isAppointment ? example : undefined),
        },
        responses: { "2XX": { description: "Taken; anything else is sent again" } },
      };
      return [event, { post }];
    }),
  );
}

function tagOf({ scope, path }: Endpoint): string {
  if (path.startsWith("/api/v1/")) return "messenger";
  if (scope && scope !== "everything") return scope.split(":")[0] ?? "studio";
  if (/artists|appointments?|availability|offers|inquir|waitlist|pictures|consents/.test(path))
    return "booking";
  return scope ? "studio" : "system";
}

function json(type: string, schema: z.ZodType, io: "input" | "output", example?: unknown): object {
  return {
    [type]: {
      schema: jsonSchema(schema, io),
      ...(example === undefined ? {} : { examples: { usual: { value: example } } }),
    },
  };
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
