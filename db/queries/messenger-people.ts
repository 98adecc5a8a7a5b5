import type { Db } from "../client.ts";
import { prepared } from "../prepared.ts";

interface Asked {
  tenantId: string;
  /** 1 where users of this studio belong to it. */
  isOurs: 0 | 1;
  /** Folded; null for everybody. */
  q: string | null;
  most: number;
}

export interface ListedPerson {
  hubUserId: string;
  displayName: string;
}

/** Those of this studio are who they are there, also before they ever came to the messenger. */
const people = prepared(({ $client }) =>
  $client.prepare<[Asked], ListedPerson>(`
    SELECT hub_user_id AS hubUserId, display_name AS displayName FROM (
      SELECT m.hub_user_id, coalesce(u.name, m.display_name) AS display_name
      FROM messenger_users m LEFT JOIN users u ON @isOurs = 1 AND u.id = m.hub_user_id
      WHERE m.tenant_id = @tenantId AND m.active = 1 AND coalesce(u.active, 1) = 1
      UNION ALL
      SELECT u.id, u.name FROM users u
      WHERE @isOurs = 1 AND u.active = 1
        AND NOT EXISTS (SELECT 1 FROM messenger_users m WHERE m.tenant_id = @tenantId AND m.hub_user_id = u.id))
    WHERE @q IS NULL OR instr(casefold(display_name), @q) > 0 OR instr(casefold(hub_user_id), @q) > 0
    ORDER BY casefold(display_name), hub_user_id
    LIMIT @most`),
);

/** People of a tenant who may be written to, by name. */
export function listPeopleOf(
  db: Db,
  { isOurs, ...asked }: Omit<Asked, "isOurs"> & { isOurs: boolean },
): ListedPerson[] {
  return people(db).all({ ...asked, isOurs: isOurs ? 1 : 0 });
}
