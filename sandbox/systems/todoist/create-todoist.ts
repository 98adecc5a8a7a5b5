import type { IncomingMessage } from "node:http";
import type { System } from "../system.ts";
import { answerSync } from "./answer-sync.ts";
import { answerTasks } from "./answer-tasks.ts";
import { readFields } from "./read-fields.ts";
import { pageOfRows } from "./todoist-page.ts";
import { refuse, TodoistRefusal } from "./todoist-refusal.ts";
import { seedTodoist, type TodoistState } from "./todoist-seed.ts";

export interface TodoistOptions {
  now: () => number;
  token?: string;
  /** How many requests a token has in fifteen minutes; 1,000 at the vendor. */
  requests?: number;
}

/** What one request is about, once it is let in. */
export interface TodoistCall {
  state: TodoistState;
  now: number;
  method: string;
  /** Below `/api/v1`, split at slashes. */
  path: string[];
  query: URLSearchParams;
  /** The fields of a JSON or form body; empty without one. */
  fields: Record<string, unknown>;
}

/** `body` absent: 204. */
export interface TodoistAnswer {
  body?: unknown;
}

const PERIOD = 15 * 60_000;

/** As every address of the APIs before v1 answers, whoever asks. */
const GONE =
  "This endpoint is deprecated.\n\nIf you're using the API directly, please update your use case to rely\n" +
  "on the new API endpoints, available under /api/v1/ prefixes.\n";

/**
 * A small Todoist of API v1: tasks, projects, sections and labels over HTTP, what changes tasks over `/sync` too. State
 * is in memory. https://developer.todoist.com/api/v1/
 */
export function createTodoist({
  now,
  token = "parlour-demo-token",
  requests = 1000,
}: TodoistOptions): System {
  const state = seedTodoist(now());
  let taken = { since: now(), count: 0 };

  /** @throws TodoistRefusal 429 once a period's requests are used up */
  function takeRequest() {
    if (now() - taken.since >= PERIOD) taken = { since: now(), count: 0 };
    taken.count += 1;
    if (taken.count <= requests) return;
    const seconds = Math.ceil((taken.since + PERIOD - now()) / 1000);
    throw refuse(429, "LIMITS_REACHED", 35, "Too many requests. Limits reached. Try again later", {
      retry_after: seconds,
    });
  }

  async function answer(request: IncomingMessage, url: URL): Promise<TodoistAnswer> {
    if (request.headers.authorization !== `Bearer ${token}`)
      throw refuse(401, "UNAUTHORIZED", 477, "Unauthorized");
    takeRequest();
    const call: TodoistCall = {
      state,
      now: now(),
      method: request.method ?? "GET",
      path: url.pathname.slice("/api/v1/".length).split("/"),
      query: url.searchParams,
      fields: await readFields(request),
    };
    return route(call);
  }

  return {
    async answer(request, response, url) {
      if (!url.pathname.startsWith("/api/v1/")) {
        const isOld = /^\/(rest|sync|API)\//i.test(url.pathname);
        response.writeHead(isOld ? 410 : 404, { "Content-Type": "text/plain; charset=utf-8" });
        response.end(isOld ? GONE : "Not found\n");
        return;
      }
      try {
        const { body } = await answer(request, url);
        if (body === undefined) response.writeHead(204).end();
        else response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(body));
      } catch (error) {
        if (!(error instanceof TodoistRefusal)) throw error;
        request.resume();
        response.writeHead(error.status, {
          "Content-Type": "application/json",
          "Retry-After": String(error.body.error_extra.retry_after),
        });
        response.end(JSON.stringify(error.body));
      }
    },
  };
}

function route(call: TodoistCall): TodoistAnswer {
  const { state, path, method, query } = call;
  const [noun, id] = path;
  if (noun === "tasks") return answerTasks(call);
  if (noun === "sync" && method === "POST") return answerSync(call);
  if (method !== "GET" || id !== undefined) throw refuse(404, "NOT_FOUND", 478, "Not Found");
  if (noun === "user") return { body: { id: "2671355", email: "studio@parlour.test", tz_info: state.zone } };
  if (noun === "projects")
    return { body: pageOfRows(state.projects, ({ child_order }) => child_order, query) };
  if (noun === "labels") return { body: pageOfRows(state.labels, ({ order }) => order, query) };
  if (noun !== "sections") throw refuse(404, "NOT_FOUND", 478, "Not Found");
  const project = query.get("project_id");
  const sections = state.sections.filter(({ project_id }) => project === null || project_id === project);
  return { body: pageOfRows(sections, ({ section_order }) => section_order, query, ["project_id"]) };
}
