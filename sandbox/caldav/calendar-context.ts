import type { Preconditions } from "#sandbox/dav/check-preconditions.ts";
import type { DavPath } from "#sandbox/dav/dav-path.ts";
import type { XmlElement } from "#sandbox/dav/parse-xml.ts";
import type { CloudUser } from "#sandbox/users.ts";
import type { CalendarView } from "./calendar-view.ts";
import type { AcceptedObject } from "./read-calendar-object.ts";

/** What the steps of one calendar request know, in the order in which they learn it. */
export type CalendarState = {
  signedIn: CloudUser;
  /** The request body as it was sent. */
  sent: Buffer;
  davPath: DavPath;
  /** The calendar the path names, where the user sees one. */
  view?: CalendarView | undefined;
  /** What a write demands of the object; checked once early, and again in the step that writes. */
  preconditions?: Preconditions;
  /** A PUT body that passed every check. */
  accepted?: AcceptedObject;
  /** The body of a MKCALENDAR. */
  mkcalendar?: XmlElement | undefined;
};
