import { expect } from "vitest";
import { apiTokens } from "#db/schema/users.ts";
import { hashToken } from "#lib/core/ids.ts";
import type { Endpoint } from "#lib/http/endpoint.ts";
import { openStudio, type TestStudio } from "./test-studio.ts";
import { insertTestUsers } from "./test-users.ts";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** `reads` and `files` are tokens of the front desk that may do only that. */
type Caller = "staff" | "mara" | "reads" | "files" | null;

interface Sent {
  as?: Caller;
  id?: string;
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
  /** A success is then compared with what the API's description says. */
  of?: Endpoint;
}

/** What a route answered; `answer` is null without a JSON body. */
interface Answered {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what JSON holds is what the test is about
  answer: any;
}

/**
 * A studio whose `variables` (of some vendor's stand-in) are the process's, and calls of route handlers on it. Opened
 * anew, everything the process remembers begins anew.
 */
export async function openVendorRoutes(
  variables: Record<string, string>,
): Promise<{ studio: TestStudio; call(handler: Handler, sent?: Sent): Promise<Answered> }> {
  const studio = await openStudio({ variables });
  // Nothing of this machine's: no system but the stand-in is asked, whatever `--live` names.
  const known = /^(NEXT|PARLOUR_|PLENTYONE_|ZULIP_|TODOIST_|FREESCOUT_|ECODMS_)/;
  for (const name of Object.keys(process.env)) if (known.test(name)) delete process.env[name];
  Object.assign(process.env, variables, {
    DATABASE_URL: studio.url,
    NEXTAUTH_SECRET: "a-secret-of-the-tests-1234",
    PARLOUR_RATE_LIMITS: "off",
  });
  const slots: typeof globalThis & { [slot: symbol]: unknown } = globalThis;
  for (const slot of ["env", "integrations.states"]) delete slots[Symbol.for(`parlour.${slot}`)];
  slots[Symbol.for("parlour.database")] = studio.db;
  insertTestUsers(studio.db);
  const addToken = (token: string, userId: string, scopes: string[] | null = null) =>
    studio.db
      .insert(apiTokens)
      .values({ id: token, userId, name: token, scopes, tokenHash: hashToken(token), createdAt: 0 })
      .run();
  addToken("staff", "user-staff");
  addToken("mara", "user-mara");
  addToken("reads", "user-staff", ["integrations:read"]);
  addToken("files", "user-staff", ["files:read"]);

  return {
    studio,
    async call(handler, { as = "staff", id, query = {}, body, headers = {}, of } = {}) {
      const address = new URL("http://localhost:3000/api/integrations");
      for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
      const request = new Request(address, {
        method: body === undefined ? "GET" : "POST",
        headers: {
          ...(as === null ? {} : { Authorization: `Bearer ${as}` }),
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const params: Record<string, string> = id === undefined ? {} : { id };
      const response = await handler(request, { params: Promise.resolve(params) });
      const text = await response.text();
      const answer = text === "" ? null : JSON.parse(text);
      if (response.ok && of?.response) expect(of.response.safeParse(answer).error).toBeUndefined();
      return { status: response.status, headers: response.headers, answer };
    },
  };
}
