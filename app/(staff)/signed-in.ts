import { redirect } from "next/navigation";
import { connection } from "next/server";
import type { Ctx } from "#lib/auth/context.ts";
import { pageContext } from "#lib/http/page-context.ts";

/** A context whose actor is a person of the studio; everybody else is sent to sign in and then back to `path`. */
export async function signedIn(path: string): Promise<Ctx> {
  await connection();
  const ctx = await pageContext();
  const { kind } = ctx.actor;
  if (kind !== "artist" && kind !== "staff" && kind !== "admin") {
    redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  }
  return ctx;
}
