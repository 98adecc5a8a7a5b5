import { cookies } from "next/headers";

/** The token that belongs to next-auth's CSRF cookie (`token|hash`), for a form without JavaScript; null before it is set. */
export async function csrfToken(): Promise<string | null> {
  const jar = await cookies();
  const cookie = jar.get("__Host-next-auth.csrf-token") ?? jar.get("next-auth.csrf-token");
  const token = cookie?.value.split("|")[0] ?? "";
  return /^[0-9a-f]{64}$/.test(token) ? token : null;
}
