import type { RoomPlace } from "#db/queries/messenger-rooms.ts";
import type { TransportId } from "./transport-of.ts";

/** Everybody's room of a tenant. */
export function generalPlace(tenantId: string, transport: TransportId): RoomPlace {
  return { tenantId, transport, kind: "general", place: "general", name: "Allgemein" };
}

/** The room about one thing, such as machine 42; open to the tenant. */
export function entityPlace(
  tenantId: string,
  transport: TransportId,
  entity: { type: string; id: string },
): RoomPlace {
  // A colon in the type must not make two things one: `a:b` + `c` is not `a` + `b:c`.
  const type = entity.type.replaceAll("%", "%25").replaceAll(":", "%3A");
  return {
    tenantId,
    transport,
    kind: "entity_room",
    place: `entity:${type}:${entity.id}`,
    name: `${entity.type} ${entity.id}`,
    entityType: entity.type,
    entityId: entity.id,
  };
}

/** Where one person alone is told something. `userId` is messenger_users.id. */
export function botPlace(tenantId: string, transport: TransportId, userId: string): RoomPlace {
  return {
    tenantId,
    transport,
    kind: "dm",
    place: `dm:bot:${userId}`,
    name: "Notifications",
    members: [userId],
  };
}
