import type { IncomingMessage } from "node:http";
import type { Requester } from "./authorize.ts";
import type { HomeserverState } from "./homeserver-state.ts";
import type { MediaShelf } from "./media-shelf.ts";

/** One request of the client-server API. */
export interface Asked {
  state: HomeserverState;
  request: IncomingMessage;
  url: URL;
  /** What stood in the path's places, decoded. */
  params: readonly string[];
  /** Throws unless there is a token that holds. */
  requester: () => Requester;
  /** The homeserver's clock, epoch milliseconds. */
  now: () => number;
  media: MediaShelf;
  options: HomeserverFeatures;
  /** Asks the application service: `GET <url>/_matrix/app/v1/<path>`, or a ping. */
  askService: (method: "GET" | "POST", path: string, body?: object) => Promise<ServiceAnswer>;
}

export type ServiceAnswer = { status: number; body: string } | { failed: "timeout" | "unreachable" };

export interface HomeserverFeatures {
  /** Rooms are made in this version unless asked otherwise. */
  roomVersion: string;
  /** Without it, as before Matrix 1.11, media are for everybody at the old address. */
  authenticatedMedia: boolean;
  maxUploadBytes: number;
}

/** Bytes in place of JSON. */
export class RawAnswer {
  readonly body: Buffer;
  readonly headers: Record<string, string>;

  constructor(body: Buffer, headers: Record<string, string>) {
    this.body = body;
    this.headers = headers;
  }
}

export interface MatrixRoute {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: RegExp;
  answer(asked: Asked): object | Promise<object>;
}

/** `client/v3/rooms/:room/send/:type/:txn`: each `:name` is one segment. */
export function matrixRoute(
  method: MatrixRoute["method"],
  path: string,
  answer: MatrixRoute["answer"],
): MatrixRoute {
  const source = path.replaceAll(".", "\\.").replace(/:\w+/g, "([^/]*)");
  return { method, path: new RegExp(`^/_matrix/${source}/?$`), answer };
}
