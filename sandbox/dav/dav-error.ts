import { escapeXml } from "./escape-xml.ts";

type DavErrorOptions = {
  /** Elements below `<d:error>` beside exception and message, as ready XML. */
  extra?: string;
  headers?: Record<string, string>;
};

/** A refusal in the words of sabre/dav: status, exception class and message. */
export class DavError extends Error {
  readonly status: number;
  readonly exception: string;
  readonly extra: string;
  readonly headers: Record<string, string>;

  constructor(status: number, exception: string, message: string, options: DavErrorOptions = {}) {
    super(message);
    this.name = "DavError";
    this.status = status;
    this.exception = exception;
    this.extra = options.extra ?? "";
    this.headers = options.headers ?? {};
  }

  /** The `<d:error>` document Nextcloud answers with. */
  toXml(): string {
    const extra = this.extra === "" ? "" : `  ${this.extra}\n`;
    return (
      `<?xml version="1.0" encoding="utf-8"?>\n<d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns">\n` +
      `  <s:exception>${escapeXml(this.exception)}</s:exception>\n` +
      `  <s:message>${escapeXml(this.message)}</s:message>\n${extra}</d:error>\n`
    );
  }
}

const sabre = "Sabre\\DAV\\Exception\\";

export const notFound = (message: string) => new DavError(404, `${sabre}NotFound`, message);
export const badRequest = (message: string) => new DavError(400, `${sabre}BadRequest`, message);
export const forbidden = (message: string) => new DavError(403, `${sabre}Forbidden`, message);
export const unsupportedMediaType = (message: string) =>
  new DavError(415, `${sabre}UnsupportedMediaType`, message);
export const methodNotAllowed = (message: string) =>
  new DavError(405, `${sabre}MethodNotAllowed`, message, {
    headers: { Allow: "OPTIONS, GET, HEAD, DELETE, PROPFIND, PUT, PROPPATCH, COPY, MOVE, REPORT" },
  });

/** Nextcloud's name for "there is no such child in this collection". */
export const noSuchNode = (name: string) => notFound(`Node with name '${name}' could not be found`);

/** A failed `If-Match` or `If-None-Match`; carries the current ETag where there is one. */
export function preconditionFailed(header: "If-Match" | "If-None-Match", message: string, etag?: string) {
  return new DavError(412, `${sabre}PreconditionFailed`, message, {
    extra: `<s:header>${header}</s:header>`,
    headers: etag === undefined ? {} : { ETag: etag },
  });
}

/** Something stands where a MOVE or COPY may not overwrite. */
export const overwriteRefused = () =>
  new DavError(
    412,
    `${sabre}PreconditionFailed`,
    "The destination node already exists, and the overwrite header is set to false",
    { extra: "<s:header>Overwrite</s:header>" },
  );

/** The refusal of a report; RFC 3253, section 3.6 asks for 403, sabre/dav answers 415. */
export const reportNotSupported = (status: 403 | 415) =>
  new DavError(status, `${sabre}ReportNotSupported`, "This report is not supported", {
    extra: "<d:supported-report/>",
  });

/** No or wrong credentials. */
export function notAuthenticated(credentialsSent: boolean): DavError {
  const wrong = credentialsSent ? "Username or password was incorrect, " : "";
  return new DavError(
    401,
    `${sabre}NotAuthenticated`,
    `No public access to this resource., ${wrong}No 'Authorization: Basic' header found. ` +
      "Either the client didn't send one, or the server is misconfigured",
    { headers: { "WWW-Authenticate": 'Basic realm="Nextcloud", charset="UTF-8"' } },
  );
}
