import { noSuchNode, notFound } from "#sandbox/dav/dav-error.ts";
import { type DavPath, homeHref } from "#sandbox/dav/dav-path.ts";
import { type DavResource, multistatus, resourceResponse } from "#sandbox/dav/multistatus.ts";
import { propfindProperties } from "#sandbox/dav/requested-properties.ts";
import { type CloudUser, cloudUsers } from "#sandbox/users.ts";
import type { CalendarStore } from "./calendar-store.ts";
import { calendarViews, findCalendarView, visibleObject, visibleObjects } from "./calendar-view.ts";
import { type CloudFeatures, withoutSyncCollection } from "./cloud-features.ts";
import {
  calendarResource,
  collectionResource,
  homeResource,
  inboxResource,
  objectResource,
  principalResource,
  rootResource,
  serviceNames,
  serviceResource,
} from "./dav-resources.ts";

function knownUser(id: string): CloudUser {
  const user = cloudUsers.get(id);
  if (user === undefined) throw notFound(`Principal with name ${id} not found`);
  return user;
}

function resourcesAt(store: CalendarStore, path: DavPath, signedIn: CloudUser, deep: boolean): DavResource[] {
  switch (path.kind) {
    case "root":
      return [rootResource(signedIn)];
    case "principals":
      return [collectionResource("/remote.php/dav/principals/users/", signedIn)];
    case "principal":
      return [principalResource(knownUser(path.user), signedIn)];
    case "homes":
      return [collectionResource("/remote.php/dav/calendars/", signedIn)];
    case "home": {
      // A foreign home answers, but shows nothing inside.
      if (knownUser(path.user).id !== signedIn.id) return [collectionResource(homeHref(path.user), signedIn)];
      if (!deep) return [homeResource(signedIn)];
      const calendars = calendarViews(store, signedIn.id).map((view) => calendarResource(view, signedIn));
      const services = serviceNames.map((name) =>
        name === "inbox"
          ? inboxResource(signedIn.id, store.availability(signedIn.id), signedIn)
          : serviceResource(signedIn.id, name, signedIn),
      );
      return [homeResource(signedIn), ...calendars, ...services];
    }
    case "calendar": {
      // Anyone may look into an inbox, for the working hours.
      if (path.uri === "inbox") {
        const user = knownUser(path.user).id;
        return [inboxResource(user, store.availability(user), signedIn)];
      }
      if (path.user === signedIn.id && serviceNames.includes(path.uri)) {
        return [serviceResource(signedIn.id, path.uri, signedIn)];
      }
      const view = findCalendarView(store, signedIn.id, path.user, path.uri);
      if (view === undefined) throw noSuchNode(path.uri);
      const objects = deep ? visibleObjects(view) : [];
      return [
        calendarResource(view, signedIn),
        ...objects.map((object) => objectResource(view, object, false)),
      ];
    }
    case "object": {
      const view = findCalendarView(store, signedIn.id, path.user, path.uri);
      if (view === undefined) throw noSuchNode(path.uri);
      const object = visibleObject(view, path.name);
      if (object === undefined) throw notFound("Calendar object not found");
      return [objectResource(view, object, false)];
    }
    case "unknown":
      throw notFound(`File not found: ${path.name} in 'root'`);
  }
}

/**
 * The 207 document of a PROPFIND below `/remote.php/dav/`. Depth "0" is the resource alone; anything else is
 * read as 1. Throws 404 for what the signed-in user cannot see, 400 for a broken body.
 */
export function answerPropfind(
  store: CalendarStore,
  input: {
    path: DavPath;
    depth: string | undefined;
    body: string;
    signedIn: CloudUser;
    features: CloudFeatures;
  },
): string {
  const requested = propfindProperties(input.body);
  const resources = resourcesAt(store, input.path, input.signedIn, input.depth !== "0");
  const shown = input.features.withoutSyncCollection ? resources.map(withoutSyncCollection) : resources;
  return multistatus(shown.map((resource) => resourceResponse(resource, requested)));
}
