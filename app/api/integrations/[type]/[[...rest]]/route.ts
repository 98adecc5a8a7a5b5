import { systemClock } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { problemResponse } from "#lib/http/problem.ts";
import { knownConnector } from "#lib/hub/known-connector.ts";

/** What no other route below an integration answers: a program is told so in JSON, and whether the integration exists. */
async function refuse(
  _request: Request,
  { params }: { params: Promise<{ type: string; rest?: string[] }> },
): Promise<Response> {
  try {
    const type = knownConnector((await params).type);
    throw new AppError("not_found", `There is no such address below /api/integrations/${type}.`);
  } catch (error) {
    return problemResponse(error, systemClock());
  }
}

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };
