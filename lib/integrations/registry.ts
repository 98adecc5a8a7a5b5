import type { Connector } from "./connector.ts";
import { ecodms } from "./ecodms/connector.ts";
import { freescout } from "./freescout/connector.ts";
import { nextcloud } from "./nextcloud/connector.ts";
import { plentyone } from "./plentyone/connector.ts";
import { todoist } from "./todoist/connector.ts";
import { zulip } from "./zulip/connector.ts";

/** Every connector, under its id. A new one is a folder and a line here. */
export const connectors = {
  plentyone,
  zulip,
  todoist,
  freescout,
  nextcloud,
  ecodms,
} satisfies { [Id in string]: Connector<Id> };

export type ConnectorId = keyof typeof connectors;

export const CONNECTOR_IDS = Object.keys(connectors).filter(isConnectorId);

export function isConnectorId(value: string): value is ConnectorId {
  return Object.hasOwn(connectors, value);
}
