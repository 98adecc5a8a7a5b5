import { createServer } from "node:http";

/** A vendor in a process of its own: pages of fifty tasks without end, and `/hung/…`, which never answers. */
const PAGE = 50;

const server = createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://localhost");
  if (url.pathname.startsWith("/hung/")) return;
  const from = Number(url.searchParams.get("cursor") ?? 0);
  const results = Array.from({ length: PAGE }, (_, index) => ({
    id: String(from + index),
    content: `Task ${from + index}: ${"words ".repeat(20)}`,
  }));
  response.writeHead(200, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ results, next_cursor: String(from + PAGE) }));
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(`listening at http://127.0.0.1:${typeof address === "object" ? address?.port : ""}\n`);
});
