import { ApiProblem, readProblem } from "#components/console/api.ts";

/** Calls our API as whoever the widget acts for. @throws ApiProblem and nothing else */
export type TalkCaller = (method: "GET" | "POST" | "DELETE", path: string, body?: object) => Promise<unknown>;

/** With the session's cookie, or with a token where the widget stands inside another site. */
export function talkCaller(embed: { token: string; site: string } | null): TalkCaller {
  return async (method, path, body) => {
    let response: Response;
    try {
      response = await fetch(path, {
        method,
        cache: "no-store",
        headers: {
          ...(body && { "content-type": "application/json" }),
          ...(embed && { authorization: `Bearer ${embed.token}`, "parlour-embed-site": embed.site }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
    } catch {
      throw new ApiProblem({ code: "offline", status: 0, detail: "" });
    }
    if (!response.ok) throw await readProblem(response);
    return await response.json().catch(() => null);
  };
}
