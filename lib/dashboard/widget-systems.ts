import type { Env } from "#lib/core/env.ts";
import { connectors } from "#lib/integrations/registry.ts";
import { type WidgetId, widgetConnector, widgetsFor } from "./widgets.ts";

/** Names of the systems behind the widgets a role may have, and where people open them; null where that is not known. */
export function widgetSystems(
  role: string,
  env: Env,
): Partial<Record<WidgetId, { name: string; url: string | null }>> {
  return Object.fromEntries(
    widgetsFor(role).flatMap((id) => {
      const connector = widgetConnector(id);
      return connector === null
        ? []
        : [[id, { name: connectors[connector].name, url: systemUrl(connector, env) }]];
    }),
  );
}

/** PlentyONE's back end and ecoDMS's web client have addresses of their own that no setting of ours tells. */
function systemUrl(connector: keyof typeof connectors, env: Env): string | null {
  switch (connector) {
    case "todoist":
      return "https://app.todoist.com/app";
    case "zulip":
      return env.ZULIP_BASE_URL ?? null;
    case "freescout":
      return env.FREESCOUT_API_URL?.replace(/\/api\/?$/, "") ?? null;
    default:
      return null;
  }
}
