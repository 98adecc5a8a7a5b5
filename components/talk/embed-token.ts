import { fields, text } from "#components/console/json-fields.ts";

/** What the sign-in window hands over: a token for Talk, for one site. */
export interface EmbedToken {
  token: string;
  expiresAtMs: number;
}

/** The message of the sign-in window. `state` is what the widget gave it, so that no other window can answer. */
export function tokenMessage(input: { state: string; site: string; token: string; expiresAt: string }) {
  return { type: "parlour:token", ...input } as const;
}

/** @returns null for every message that is not the answer waited for. */
export function readTokenMessage(
  message: { origin: string; data: unknown },
  expected: { origin: string; state: string; site: string },
): EmbedToken | null {
  const data = fields(message.data);
  if (message.origin !== expected.origin || data.type !== "parlour:token") return null;
  if (data.state !== expected.state || data.site !== expected.site) return null;
  const token = text(data.token);
  const expiresAtMs = Date.parse(text(data.expiresAt));
  return token === "" || Number.isNaN(expiresAtMs) ? null : { token, expiresAtMs };
}

const key = (site: string) => `parlour-embed ${site}`;

/** Browsers keep a frame's storage apart for each site around it, or refuse it: then a reload signs out. */
export function storedToken(site: string, nowMs: number): EmbedToken | null {
  try {
    const stored = fields(JSON.parse(sessionStorage.getItem(key(site)) ?? "null"));
    const token = text(stored.token);
    const expiresAtMs = Number(stored.expiresAtMs);
    return token !== "" && expiresAtMs > nowMs ? { token, expiresAtMs } : null;
  } catch {
    return null;
  }
}

export function storeToken(site: string, token: EmbedToken | null): void {
  try {
    if (token) sessionStorage.setItem(key(site), JSON.stringify(token));
    else sessionStorage.removeItem(key(site));
  } catch {
    // It lives in memory then.
  }
}
