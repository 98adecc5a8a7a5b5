import { listToProvision, noteProvisioned } from "#db/queries/matrix-people.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { log } from "#lib/core/log.ts";
import { type Matrix, matrixOf, missingMatrixConfig } from "./matrix-of.ts";
import { provisionUser } from "./provision-user.ts";
import { takeOutPeople } from "./take-out-people.ts";
import { isFinal } from "./transport.ts";
import { noteTransportFailure, noteTransportWorks, transportPause } from "./transport-pause.ts";

const MOST_A_RUN = 50;

/**
 * Everybody who was seen, at the homeserver too, by the name they have now; who was shut out leaves its rooms. Those it
 * refuses are left alone until their name changes. @returns how many something changed for
 */
export async function provisionPeople(ctx: Ctx): Promise<number> {
  if (missingMatrixConfig(ctx.env).length > 0 || transportPause(ctx, "matrix")) return 0;
  const matrix = matrixOf(ctx);
  try {
    return (await makeKnown(ctx, matrix)) + (await takeOutPeople(ctx, matrix));
  } catch (error) {
    noteTransportFailure(ctx, "matrix", error);
    log().debug({ err: error }, "people at the homeserver are seen to later");
    return 0;
  }
}

async function makeKnown(ctx: Ctx, matrix: Matrix): Promise<number> {
  let count = 0;
  for (const user of listToProvision(ctx.db, MOST_A_RUN)) {
    try {
      await provisionUser(ctx, matrix, user);
      noteTransportWorks(ctx, "matrix");
      count += 1;
    } catch (error) {
      if (!isFinal(error)) throw error;
      log().warn({ err: error, user: user.id }, "somebody was refused by the homeserver");
      const { matrixUserId, displayName: name } = user;
      if (matrixUserId) await noteProvisioned(ctx.db, user.id, { matrixUserId, name }, ctx.now());
    }
  }
  return count;
}
