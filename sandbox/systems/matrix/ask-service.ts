import type { HomeserverState } from "./homeserver-state.ts";
import type { ServiceAnswer } from "./matrix-route.ts";

const TIMEOUT_MS = 20_000;

/** One request of the homeserver to the application service ("Homeserver → application service API"). */
export async function askService(
  { appservice }: HomeserverState,
  { method, path, body }: { method: "GET" | "POST" | "PUT"; path: string; body?: object },
  signal?: AbortSignal,
): Promise<ServiceAnswer> {
  if (!appservice?.url) return { failed: "unreachable" };
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(`${appservice.url.replace(/\/+$/, "")}/_matrix/app/v1/${path}`, {
      method,
      headers: { Authorization: `Bearer ${appservice.hs_token}`, "Content-Type": "application/json" },
      redirect: "manual",
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.text()).slice(0, 10_000) };
  } catch {
    return { failed: timeout.aborted ? "timeout" : "unreachable" };
  }
}
