import { readFile } from "node:fs/promises";
import { createServer } from "node:http";

export interface OtherSite {
  origin: string;
  close(): Promise<void>;
}

/** Another site, of another host than Parlour's, with the widget in its page exactly as docs/embed.md says. */
export async function startOtherSite(parlourUrl: () => string): Promise<OtherSite> {
  const docs = await readFile(new URL("../../../docs/embed.md", import.meta.url), "utf8");
  const snippet = /```html\n([\s\S]+?)```/.exec(docs)?.[1];
  if (!snippet?.includes("parlour:height")) throw new Error("docs/embed.md holds no snippet");
  return startSite((url) => {
    const here = snippet
      .replace(
        "https://parlour.example.org/embed/talk?theme=auto&limit=3",
        `${parlourUrl()}/embed/talk?${url.searchParams}`,
      )
      .replaceAll("https://parlour.example.org", parlourUrl());
    return `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Intranet</title><main><h1>Intranet</h1>${here}</main></html>`;
  });
}

/** A site of one page, on a host that is not Parlour's. */
export async function startSite(page: (url: URL) => string): Promise<OtherSite> {
  const server = createServer((request, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(page(new URL(request.url ?? "/", "http://other.invalid")));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("no port");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
