import type { AppPasswords } from "./app-passwords.ts";
import { type CloudUser, cloudPassword, cloudUsers } from "./users.ts";

/** Who is asking: nobody (no credentials sent), someone with wrong ones, or an account. */
export type SignIn =
  | { kind: "none" }
  | { kind: "wrong" }
  | { kind: "signed-in"; user: CloudUser; password: string; withAppPassword: boolean };

/** Reads an `Authorization: Basic` header (RFC 7617, UTF-8) and checks it. */
export function authenticate(header: string | undefined, appPasswords: AppPasswords): SignIn {
  if (header === undefined) return { kind: "none" };
  const token = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(header)?.[1];
  if (token === undefined) return { kind: "wrong" };
  const pair = Buffer.from(token, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  if (colon < 0) return { kind: "wrong" };
  const password = pair.slice(colon + 1);
  const user = cloudUsers.get(pair.slice(0, colon));
  if (user === undefined) return { kind: "wrong" };
  if (password === cloudPassword) return { kind: "signed-in", user, password, withAppPassword: false };
  if (appPasswords.belongsTo(user.id, password)) {
    return { kind: "signed-in", user, password, withAppPassword: true };
  }
  return { kind: "wrong" };
}
