import type { AppPasswords } from "./app-passwords.ts";
import { type CloudUser, cloudPassword, cloudUsers } from "./users.ts";

/** Who is asking: nobody (no credentials sent), someone with wrong ones, or an account. */
export type SignIn =
  | { kind: "none" }
  | { kind: "wrong" }
  | {
      kind: "signed-in";
      user: CloudUser;
      /** What the user signed in with: the id or the mail address. */
      loginName: string;
      password: string;
      withAppPassword: boolean;
    };

/** Reads an `Authorization: Basic` header (RFC 7617, UTF-8) and checks it. */
export function authenticate(header: string | undefined, appPasswords: AppPasswords): SignIn {
  if (header === undefined) return { kind: "none" };
  const token = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(header)?.[1];
  if (token === undefined) return { kind: "wrong" };
  const pair = Buffer.from(token, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  if (colon < 0) return { kind: "wrong" };
  const loginName = pair.slice(0, colon);
  const password = pair.slice(colon + 1);
  const own = checkPassword(loginName, password);
  if (own !== undefined) return { kind: "signed-in", user: own, loginName, password, withAppPassword: false };
  const user = cloudUsers.get(appPasswords.ownerOf(loginName, password) ?? "");
  if (user !== undefined) return { kind: "signed-in", user, loginName, password, withAppPassword: true };
  return { kind: "wrong" };
}

/** The account with that id or mail address and the account's own password. */
export function checkPassword(loginName: string, password: string): CloudUser | undefined {
  if (password !== cloudPassword) return undefined;
  return cloudUsers.get(loginName) ?? [...cloudUsers.values()].find(({ email }) => email === loginName);
}
