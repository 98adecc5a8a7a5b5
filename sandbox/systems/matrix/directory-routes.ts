import { z } from "zod";
import type { Requester } from "./authorize.ts";
import { type HomeserverState, isReserved } from "./homeserver-state.ts";
import { forbidden, MatrixRefusal, notFound, readJson } from "./matrix-answers.ts";
import { type Asked, type MatrixRoute, matrixRoute } from "./matrix-route.ts";
import { findRoom, requireJoined } from "./room-events.ts";

export const directoryRoutes: MatrixRoute[] = [
  matrixRoute("GET", "client/v3/directory/room/:alias", async (asked) => {
    const [alias = ""] = asked.params;
    const roomId = await resolveAlias(asked, alias);
    return { room_id: roomId, servers: [asked.state.serverName] };
  }),
  matrixRoute("PUT", "client/v3/directory/room/:alias", async (asked) => {
    const { state, request, params } = asked;
    const [alias = ""] = params;
    const requester = asked.requester();
    requireAliasGrammar(alias);
    requireOwnAlias(state, requester, alias);
    const { room_id } = await readJson(request, z.object({ room_id: z.string() }));
    requireJoined(findRoom(state, room_id), requester.user);
    if (state.aliases[alias])
      throw new MatrixRefusal(409, "M_UNKNOWN", `Room alias ${alias} already exists.`);
    state.aliases[alias] = room_id;
    return {};
  }),
  matrixRoute("DELETE", "client/v3/directory/room/:alias", (asked) => {
    const { state, params } = asked;
    const [alias = ""] = params;
    const requester = asked.requester();
    if (!state.aliases[alias]) throw notFound(`Room alias ${alias} not found.`);
    requireOwnAlias(state, requester, alias);
    if (!requester.isService) throw forbidden("You don't have permission to delete the alias.");
    delete state.aliases[alias];
    return {};
  }),
];

/** An alias the application service reserves is asked for there before it counts as absent ("Querying"). */
export async function resolveAlias({ state, askService }: Asked, alias: string): Promise<string> {
  requireAliasGrammar(alias);
  if (state.aliases[alias] === undefined && isReserved(state, alias))
    await askService("GET", `rooms/${encodeURIComponent(alias)}`);
  const found = state.aliases[alias];
  if (found === undefined) throw notFound(`Room alias ${alias} not found`);
  return found;
}

/** @throws MatrixRefusal where somebody may not have this alias */
export function requireOwnAlias(state: HomeserverState, { isService }: Requester, alias: string): void {
  if (isReserved(state, alias) !== isService)
    throw new MatrixRefusal(
      400,
      "M_EXCLUSIVE",
      isService
        ? "This application service has not reserved this kind of alias."
        : "This alias is reserved by an application service.",
    );
}

function requireAliasGrammar(alias: string): void {
  if (!/^#[^:\s]+:\S+$/.test(alias) || Buffer.byteLength(alias) > 255)
    throw new MatrixRefusal(400, "M_INVALID_PARAM", `Room alias invalid: ${alias}`);
}
