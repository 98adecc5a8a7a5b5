import { z } from "zod";
import { UpstreamError } from "#lib/core/errors.ts";
import { bearerRequest } from "./bearer-request.ts";

const envelope = z.object({ ocs: z.object({ data: z.looseObject({ id: z.string().min(1) }) }) });

/**
 * Whose an OAuth2 access token of Nextcloud is: `ocs.data` of `/ocs/v2.php/cloud/user` (id, email, display-name,
 * groups). @throws UpstreamError
 */
export async function tokenOwner(
  baseUrl: string,
  accessToken: string,
): Promise<{ id: string; [field: string]: unknown }> {
  const path = "/ocs/v2.php/cloud/user?format=json";
  const { status, text } = await bearerRequest(baseUrl, accessToken, { method: "GET", path });
  try {
    return envelope.parse(JSON.parse(text)).ocs.data;
  } catch (cause) {
    throw new UpstreamError({
      service: "nextcloud",
      kind: "malformed",
      status,
      message: `The server ${new URL(baseUrl).host} did not say who signed in.`,
      cause,
    });
  }
}
