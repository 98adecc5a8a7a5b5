import { badRequest, DavError, forbidden, noSuchNode } from "#sandbox/dav/dav-error.ts";
import { calendarHref } from "#sandbox/dav/dav-path.ts";
import { multistatus, type PropertyName, resourceResponse } from "#sandbox/dav/multistatus.ts";
import { caldavNs, davNs } from "#sandbox/dav/namespaces.ts";
import { childOf, parseXml } from "#sandbox/dav/parse-xml.ts";
import { type CloudUser, cloudUsers } from "#sandbox/users.ts";
import type { CalendarStore } from "./calendar-store.ts";

const availability: PropertyName = { namespace: caldavNs, name: "calendar-availability" };

/**
 * The 207 of a PROPPATCH on an inbox, which sets or removes its `calendar-availability`. The text is kept as it
 * was sent, whatever it is, as Nextcloud does. Throws 403 on somebody else's inbox and for any other property.
 */
export function answerInboxProppatch(
  store: CalendarStore,
  input: { user: string; body: string; signedIn: CloudUser },
): string {
  if (!cloudUsers.has(input.user)) throw noSuchNode(input.user);
  if (input.user !== input.signedIn.id) {
    throw new DavError(
      403,
      "Sabre\\DAVACL\\Exception\\NeedPrivileges",
      "User did not have the required privileges",
    );
  }
  const root = parseXml(input.body);
  if (root.namespace !== davNs || root.name !== "propertyupdate")
    throw badRequest("This is no propertyupdate element");
  const changes = root.children.flatMap((change) =>
    (childOf(change, davNs, "prop")?.children ?? []).map((property) => ({
      property,
      text: change.name === "set" ? property.text : undefined,
    })),
  );
  for (const { property } of changes) {
    if (property.namespace !== availability.namespace || property.name !== availability.name)
      throw forbidden("Of an inbox only calendar-availability can be changed here");
  }
  for (const { text } of changes) store.setAvailability(input.user, text === "" ? undefined : text);
  const href = calendarHref(input.user, "inbox").replace(/\/$/, "");
  return multistatus([
    resourceResponse({ href, properties: [{ ...availability, xml: "" }] }, [availability]),
  ]);
}
