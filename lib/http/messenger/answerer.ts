import type { IncomingMessage, ServerResponse } from "node:http";

/** Answers some requests in front of Next. */
export interface Answerer {
  /** @returns whether the request was one of ours; then it is, or will be, answered. */
  answer(request: IncomingMessage, response: ServerResponse, clientAddress: string): boolean;
  /** Ends what is open and takes nothing new. */
  close(): void;
}
