/** Reads JSON from our own API for SWR; anything but a 2xx is an error. */
export async function fetchJson<T>(url: string, read: (body: unknown) => T): Promise<T> {
  const response = await fetch(url, { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(`The desk answered ${response.status}`);
  return read(await response.json());
}

/** A property of an unknown object; undefined where there is none. */
export function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** Epoch ms of an ISO instant; null for anything else. */
export function instantMs(value: unknown): number | null {
  const ms = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}
