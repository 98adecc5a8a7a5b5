import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** Route handlers of ours on a server of their own, by `GET /api/a/{id}`. What none of them answers is a 404. */
export async function serveRoutes(
  routes: Record<string, Handler>,
): Promise<{ url: string; close(): Promise<void> }> {
  const known = Object.entries(routes).map(([address, handle]) => {
    const [method, path = ""] = address.split(" ");
    const pattern = new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
    return { method, pattern, handle };
  });
  const server = createServer(async (incoming, answer) => {
    const { method = "GET" } = incoming;
    const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
    const found = known.find((one) => one.method === method && one.pattern.test(url.pathname));
    if (!found) return answer.writeHead(404).end();
    const named = found.pattern.exec(url.pathname)?.groups ?? {};
    const params = Object.entries(named).map(([name, value]) => [name, decodeURIComponent(value)]);
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
    const body = method === "GET" ? null : await buffer(incoming);
    const init = { method, headers, ...(body && { body }) };
    const response = await found.handle(new Request(url, init), {
      params: Promise.resolve(Object.fromEntries(params)),
    });
    answer.writeHead(response.status, Object.fromEntries(response.headers));
    answer.end(response.body && (await buffer(response.body)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
