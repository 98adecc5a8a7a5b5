import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";

/** An answer whose body is still on its way. Who holds it must read the body to its end or call `abort`. */
export interface StreamAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Errors with UpstreamError `network` when the server stops in the middle. Made to be piped. */
  body: Readable;
  /** Ends the exchange; what has not been read is not sent any more. */
  abort(): void;
}
