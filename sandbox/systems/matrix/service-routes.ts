import { z } from "zod";
import { forbidden, MatrixRefusal, readJson } from "./matrix-answers.ts";
import { type Asked, type MatrixRoute, matrixRoute } from "./matrix-route.ts";

/** What it speaks; authenticated media came with 1.11. */
const VERSIONS = Array.from({ length: 15 }, (_, index) => `v1.${index + 1}`);

export const serviceRoutes: MatrixRoute[] = [
  matrixRoute("GET", "client/versions", ({ options }) => ({
    versions: options.authenticatedMedia ? VERSIONS : VERSIONS.slice(0, 10),
    unstable_features: {},
  })),
  matrixRoute("POST", "client/v1/appservice/:id/ping", ping),
];

/** "Pinging": whether the application service can be reached from here. */
async function ping({ state, request, requester, params: [id], askService }: Asked): Promise<object> {
  const { isService } = requester();
  const { transaction_id } = await readJson(request, z.object({ transaction_id: z.string().optional() }));
  const { appservice } = state;
  if (!isService || appservice === null || appservice.id !== id)
    throw forbidden("Mismatching application service ID in path");
  if (appservice.url === null)
    throw new MatrixRefusal(400, "M_URL_NOT_SET", "The application service does not have a URL set");
  const started = performance.now();
  const answer = await askService("POST", "ping", transaction_id === undefined ? {} : { transaction_id });
  if ("failed" in answer)
    throw answer.failed === "timeout"
      ? new MatrixRefusal(504, "M_CONNECTION_TIMEOUT", "Timeout while pinging the application service")
      : new MatrixRefusal(502, "M_CONNECTION_FAILED", "Failed to connect to the application service");
  if (answer.status < 200 || answer.status > 299)
    throw new MatrixRefusal(502, "M_BAD_STATUS", `HTTP ${answer.status}`, answer);
  return { duration_ms: Math.round(performance.now() - started) };
}
