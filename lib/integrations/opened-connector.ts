import type { Config, Connector } from "./connector.ts";
import type { ConnectorState } from "./connector-state.ts";

/** One connector as a client of it is open: everything that a call needs beside itself. */
export interface OpenedConnector {
  connector: Connector;
  config: Config;
  /** Without user name and password. */
  base: URL;
  send: typeof fetch;
  now(): number;
  /** Everything that must not be shown. */
  secrets(): readonly string[];
  state: ConnectorState;
  /** Passes what keeps others back. */
  deliberate: boolean;
}
