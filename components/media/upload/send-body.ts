import { ApiProblem, readProblem } from "#components/console/api.ts";

export interface SendOptions {
  signal: AbortSignal;
  /** Bytes of the body that have left. */
  onProgress: (sent: number) => void;
  contentType?: string;
}

export type SendBody = (
  method: "PUT" | "POST",
  url: string,
  body: Blob,
  options: SendOptions,
) => Promise<SentAnswer>;

export interface SentAnswer {
  status: number;
  body: unknown;
}

/** A body of which nothing leaves for so long hangs on a connection that is gone. */
const STALLED_MS = 60_000;

/**
 * Sends a body and says how far it is, which fetch cannot.
 * @throws ApiProblem; `offline` when the connection broke, also when `signal` ended it
 */
export const sendBody: SendBody = (method, url, body, { signal, onProgress, contentType }) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let stalled: ReturnType<typeof setTimeout> | undefined;
    const abort = () => request.abort();
    const settle = () => {
      clearTimeout(stalled);
      signal.removeEventListener("abort", abort);
    };
    const watch = () => {
      clearTimeout(stalled);
      stalled = setTimeout(abort, STALLED_MS);
    };
    const broken = () => {
      settle();
      reject(new ApiProblem({ code: "offline", status: 0, detail: "" }));
    };
    request.upload.onprogress = (event) => {
      watch();
      onProgress(Math.min(event.loaded, body.size));
    };
    // Then the server works; how long that takes is its own business.
    request.upload.onload = () => clearTimeout(stalled);
    request.onerror = broken;
    request.onabort = broken;
    request.onload = () => {
      settle();
      const retryAfter = request.getResponseHeader("retry-after");
      const response = new Response(request.responseText || null, {
        status: request.status,
        headers: retryAfter === null ? {} : { "retry-after": retryAfter },
      });
      if (response.ok)
        response.json().then(
          (answer: unknown) => resolve({ status: request.status, body: answer }),
          () => resolve({ status: request.status, body: null }),
        );
      else readProblem(response).then(reject, reject);
    };
    request.open(method, url);
    if (contentType) request.setRequestHeader("content-type", contentType);
    signal.addEventListener("abort", abort);
    if (signal.aborted) return broken();
    watch();
    request.send(body);
  });
