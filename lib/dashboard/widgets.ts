import type { ConnectorId } from "#lib/integrations/registry.ts";

/** What a dashboard is put together from. Pure: the browser knows it too. */

type Role = "artist" | "staff" | "admin";

interface Widget {
  /** Who may have it. */
  roles: readonly Role[];
  /** The system it shows; null where everything is Parlour's own. */
  connector: ConnectorId | null;
  /** Across the whole board unless somebody makes it narrow. */
  wide: boolean;
}

const everybody = ["artist", "staff", "admin"] as const;
const desk = ["staff", "admin"] as const;

/** In the order of a dashboard that nobody arranged. */
const widgets = {
  appointments: { roles: everybody, connector: null, wide: true },
  tasks: { roles: desk, connector: "todoist", wide: false },
  conversations: { roles: desk, connector: "freescout", wide: false },
  orders: { roles: desk, connector: "plentyone", wide: false },
  messages: { roles: desk, connector: "zulip", wide: false },
  talk: { roles: everybody, connector: null, wide: false },
  // Whoever configures calendars is told how their sync goes; the others have nothing they could do about it.
  sync: { roles: ["artist", "admin"], connector: null, wide: false },
  documents: { roles: desk, connector: "ecodms", wide: false },
} as const satisfies Record<string, Widget>;

export type WidgetId = keyof typeof widgets;

/** A widget as it stands on somebody's board. */
export interface PlacedWidget {
  id: WidgetId;
  wide: boolean;
}

export const WIDGET_IDS = Object.keys(widgets).filter(isWidgetId);

export function isWidgetId(value: string): value is WidgetId {
  return Object.hasOwn(widgets, value);
}

/** The system a widget shows; null where everything is Parlour's own. */
export function widgetConnector(id: WidgetId): ConnectorId | null {
  return widgets[id].connector;
}

/** How wide a widget is until somebody says otherwise. */
export function isWideAtFirst(id: WidgetId): boolean {
  return widgets[id].wide;
}

/** These widgets as a board that nobody arranged: where one would stand alone in its row, it has the whole of it. */
export function boardAtFirst(ids: readonly WidgetId[]): PlacedWidget[] {
  let isHalfFull = false;
  return ids.map((id, place) => {
    const next = ids[place + 1];
    const isAlone = !isHalfFull && (next === undefined || isWideAtFirst(next));
    const wide = isWideAtFirst(id) || isAlone;
    isHalfFull = !wide && !isHalfFull;
    return { id, wide };
  });
}

/** What somebody may have on their board, in the order of one that nobody arranged. */
export function widgetsFor(role: string): WidgetId[] {
  return WIDGET_IDS.filter((id) => widgets[id].roles.some((one) => one === role));
}
