import {
  createServer,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  request as sendRequest,
} from "node:http";

export interface RecordedRequest {
  method: string;
  path: string;
}

/** Stands between Parlour and the sandbox cloud, notes every request, and can change answers on the way. */
export interface RecordingProxy {
  url: string;
  requests: RecordedRequest[];
  /** Requests that have not been answered yet. */
  active(): number;
  /**
   * Asked before a request is passed on, so that a test can do something at that very moment. Those it says yes to
   * are never passed on and end when the proxy or the client does.
   */
  hold: (request: RecordedRequest) => boolean | Promise<boolean>;
  rewriteHeaders: (request: RecordedRequest, headers: IncomingHttpHeaders) => OutgoingHttpHeaders;
  /** The cloud it speaks to; another one after a restart. */
  target: () => number;
  close(): Promise<void>;
}

export async function startRecordingProxy(target: () => number): Promise<RecordingProxy> {
  let active = 0;
  const server = createServer(async (incoming, response) => {
    const noted = { method: incoming.method ?? "", path: incoming.url ?? "" };
    proxy.requests.push(noted);
    active += 1;
    const ended = new Promise((resolve) => response.once("close", resolve));
    ended.then(() => {
      active -= 1;
    });
    if (await proxy.hold(noted)) {
      incoming.resume();
      return;
    }
    const outgoing = sendRequest(
      {
        host: "127.0.0.1",
        port: proxy.target(),
        method: noted.method,
        path: noted.path,
        headers: incoming.headers,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, proxy.rewriteHeaders(noted, answer.headers));
        answer.once("error", () => response.destroy());
        answer.pipe(response);
      },
    );
    outgoing.once("error", () => response.destroy());
    incoming.pipe(outgoing);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const proxy: RecordingProxy = {
    url: `http://127.0.0.1:${port}`,
    requests: [],
    active: () => active,
    hold: () => false,
    rewriteHeaders: (_, headers) => headers,
    target,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}
