import { type Env, publicUrl } from "#lib/core/env.ts";
import { AppError } from "#lib/core/errors.ts";

/** Where Nextcloud calls Parlour; `base` is how Nextcloud reaches it, where that is not the address people use. */
export function webhookAddress(env: Env, base: string | undefined): string {
  const root = (base ?? publicUrl(env)).replace(/\/+$/, "");
  if (!URL.canParse(root) || !/^https?:$/.test(new URL(root).protocol))
    throw new AppError("invalid_input", `${root} is not an http:// or https:// address.`);
  return `${root}/api/webhooks/nextcloud`;
}
