import type { Env } from "#lib/core/env.ts";
import { createTransport, type Transport } from "#lib/nextcloud/transport.ts";
import type { AppPassword } from "./app-password.ts";

/** Speaks as the person whose app password it is, to the Nextcloud that granted it. */
export function passwordTransport(env: Env, { baseUrl, loginName, appPassword }: AppPassword): Transport {
  return createTransport({
    baseUrl,
    username: loginName,
    password: appPassword,
    calendarBasePath: env.NEXTCLOUD_CALENDAR_BASE_PATH,
  });
}
