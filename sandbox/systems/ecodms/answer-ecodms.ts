import type { IncomingMessage, ServerResponse } from "node:http";

/** How ecoDMS writes what it answers: Jetty's error page unless JSON is asked for, and 404 for almost everything. */

const EXCEPTION = "de.applord.ecodms.ecodmsjavaclient.exception.EcoDMSException: ";
const SERVLET = "ecoDMS Api Service";

export class EcoDmsRefusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const unauthorized = () => new EcoDmsRefusal(401, "Unauthorized");
/** As its Java says it, class name and all. */
export const exception = (message: string) => new EcoDmsRefusal(404, EXCEPTION + message);
export const refusal = (message: string) => new EcoDmsRefusal(404, message);

export function sendJson(response: ServerResponse, data: unknown, status = 200): void {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(data));
}

export function sendText(response: ServerResponse, text: string): void {
  response.writeHead(200, { "Content-Type": "text/plain;charset=utf-8" });
  response.end(text);
}

export function sendRefusal(
  request: IncomingMessage,
  response: ServerResponse,
  refused: EcoDmsRefusal,
  path: string,
): void {
  const { status, message } = refused;
  const wantsJson = (request.headers.accept ?? "").includes("application/json");
  const headers = status === 401 ? { "WWW-Authenticate": 'Basic realm="ecoDMS"' } : {};
  if (wantsJson) {
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(JSON.stringify({ url: path, status: String(status), message, servlet: SERVLET }));
    return;
  }
  const said = escaped(message);
  response.writeHead(status, { "Content-Type": "text/html;charset=iso-8859-1", ...headers });
  response.end(
    `<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html;charset=ISO-8859-1"/>\n<title>Error ${status} ${said}</title>\n</head>\n` +
      `<body><h2>HTTP ERROR ${status} ${said}</h2>\n<table>\n<tr><th>URI:</th><td>${escaped(path)}</td></tr>\n<tr><th>STATUS:</th><td>${status}</td></tr>\n` +
      `<tr><th>MESSAGE:</th><td>${said}</td></tr>\n<tr><th>SERVLET:</th><td>${SERVLET}</td></tr>\n</table>\n\n</body>\n</html>\n`,
  );
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
