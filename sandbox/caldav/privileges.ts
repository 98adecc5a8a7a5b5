import { caldavNs, davNs, declaredPrefixes } from "#sandbox/dav/namespaces.ts";
import type { CalendarView } from "./calendar-view.ts";

const homePrivileges = [
  "write",
  "write-properties",
  "write-content",
  "unlock",
  "bind",
  "unbind",
  "write-acl",
  "read",
  "read-acl",
  "read-current-user-privilege-set",
];
const readOnlyPrivileges = ["write-properties", "read", "read-acl", "read-current-user-privilege-set"];

const privilege = (namespace: string, name: string) =>
  `<d:privilege><${declaredPrefixes.get(namespace)}:${name}/></d:privilege>`;

/** `current-user-privilege-set` of a home or principal that is one's own. */
export const ownPrivilegeSet = homePrivileges.map((name) => privilege(davNs, name)).join("");

/** `current-user-privilege-set` of a calendar, as Nextcloud lists it for an owner, a writer and a reader. */
export function calendarPrivilegeSet(access: CalendarView["access"]): string {
  const names = access === "read" ? readOnlyPrivileges : homePrivileges;
  return names.map((name) => privilege(davNs, name)).join("") + privilege(caldavNs, "read-free-busy");
}
