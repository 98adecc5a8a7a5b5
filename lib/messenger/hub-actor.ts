import { errors, jwtVerify } from "jose";
import { z } from "zod";
import type { Actor, HubRole } from "#lib/auth/actor.ts";
import type { Clock } from "#lib/core/clock.ts";
import type { Env } from "#lib/core/env.ts";
import { AppError } from "#lib/core/errors.ts";
import { plainText } from "#lib/core/plain-text.ts";

const ISSUER = "aesystek-hub";
const CLOCK_TOLERANCE_SECONDS = 30;
const MOST_CHARACTERS = 8192;
const MOST_NAME = 200;

/** Whatever else a hub calls its people reads only. */
const ROLES = new Map<string, HubRole>([
  ["super_admin", "admin"],
  ["admin", "admin"],
  ["manager", "user"],
  ["user", "user"],
  ["terminal", "user"],
]);

const id = z.union([z.string(), z.number().int()]).transform(String);
const claims = z.object({
  sub: id.pipe(z.string().trim().min(1).max(200)),
  tenant_id: id.pipe(z.string().trim().min(1).max(64)).nullish(),
  role: z.string().nullish(),
  display_name: z.string().nullish(),
  exp: z.number(),
});

/** Three parts, the first of which begins as every JSON object does. Our own API tokens never look like this. */
export function looksLikeHubToken(token: string): boolean {
  return /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(token);
}

/**
 * Who a hub token speaks for (RFC 7519, HS256 alone). Without a tenant it is the studio's own.
 * @throws AppError `messenger_not_configured` without HUB_SECRET_KEY, `not_signed_in` for a token that is not good
 */
export async function hubActor(base: { env: Env; now: Clock }, token: string): Promise<Actor> {
  const { HUB_SECRET_KEY, MESSENGER_TENANT_ID } = base.env;
  if (!HUB_SECRET_KEY)
    throw new AppError("messenger_not_configured", "Hub tokens are not taken: HUB_SECRET_KEY is missing.");
  if (token.length > MOST_CHARACTERS) throw refused();
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(HUB_SECRET_KEY), {
      algorithms: ["HS256"],
      issuer: ISSUER,
      requiredClaims: ["exp", "sub"],
      currentDate: new Date(base.now()),
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    const known = claims.parse(payload);
    return {
      kind: "hub",
      tenantId: known.tenant_id ?? MESSENGER_TENANT_ID,
      hubUserId: known.sub,
      role: ROLES.get(known.role ?? "") ?? "viewer",
      name: plainText(known.display_name ?? "", MOST_NAME) || known.sub,
      endsAt: known.exp * 1000,
    };
  } catch (error) {
    if (error instanceof errors.JWTExpired)
      throw new AppError("not_signed_in", "This hub token has expired.", { cause: error });
    throw refused(error);
  }
}

function refused(cause?: unknown): AppError {
  return new AppError("not_signed_in", "This hub token is not valid.", { cause });
}
