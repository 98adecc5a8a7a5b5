import { badRequest, forbidden } from "#sandbox/dav/dav-error.ts";
import { davNs, ownCloudNs } from "#sandbox/dav/namespaces.ts";
import { childOf, parseXml } from "#sandbox/dav/parse-xml.ts";
import { cloudUsers } from "#sandbox/users.ts";
import type { CalendarStore } from "./calendar-store.ts";
import type { CalendarView } from "./calendar-view.ts";

const principalPattern = /^principal:\/?principals\/users\/([^/]+)\/?$/;

/**
 * Nextcloud's `POST` of an `<oc:share>`: each `<oc:set>` shares with a user (with `<oc:read-write/>` for
 * writing), each `<oc:remove>` ends a share. Only the owner may; unknown principals are skipped, as there.
 */
export function shareCalendar(store: CalendarStore, view: CalendarView, body: string): void {
  const root = parseXml(body);
  if (root.namespace !== ownCloudNs || root.name !== "share") throw badRequest("This is no share element");
  if (view.access !== "owner") throw forbidden("Only the owner may share a calendar");
  for (const change of root.children) {
    const href = childOf(change, davNs, "href")?.text.trim() ?? "";
    const user = principalPattern.exec(href)?.[1];
    if (user === undefined || !cloudUsers.has(user) || user === view.calendar.owner) continue;
    if (change.name === "remove") store.unshare(view.calendar, user);
    if (change.name !== "set") continue;
    const writes = childOf(change, ownCloudNs, "read-write") !== undefined;
    store.share(view.calendar, { user, access: writes ? "read-write" : "read" });
  }
}
