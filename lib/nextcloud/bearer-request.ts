import { UpstreamError } from "#lib/core/errors.ts";
import { joinUnderBase } from "./account.ts";
import { type HttpAnswer, httpFailure } from "./http-failure.ts";
import { networkFailure } from "./network-failure.ts";
import { readBody } from "./read-body.ts";

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 1_000_000;

/**
 * One OCS request with an OAuth2 access token, which goes to `baseUrl` and no other address: no redirect is followed.
 * @throws UpstreamError for everything but 200
 */
export async function bearerRequest(
  baseUrl: string,
  accessToken: string,
  request: { method: "GET" | "DELETE"; path: string },
): Promise<HttpAnswer> {
  const { host, origin } = new URL(baseUrl);
  let answer: HttpAnswer;
  try {
    const response = await fetch(new URL(joinUnderBase(baseUrl, request.path), origin), {
      method: request.method,
      headers: {
        Authorization: `Bearer ${accessToken}`,
        "OCS-APIRequest": "true",
        Accept: "application/json",
      },
      redirect: "manual",
      // Next gives route handlers a fetch of its own, which could answer from a cache.
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const { status, headers } = response;
    answer = { status, headers, text: await readBody(response, MAX_BYTES) };
  } catch (error) {
    throw error instanceof UpstreamError ? error : networkFailure(host, error);
  }
  if (answer.status !== 200) throw httpFailure(host, answer);
  return answer;
}
