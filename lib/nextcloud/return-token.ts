import { bearerRequest } from "./bearer-request.ts";

/**
 * Gives an OAuth2 access token back. To Nextcloud it is an app password that can do everything its owner can, listed
 * among their devices, so it is deleted like one (`AppPasswordController::deleteAppPassword`). @throws UpstreamError
 */
export async function returnToken(baseUrl: string, accessToken: string): Promise<void> {
  await bearerRequest(baseUrl, accessToken, { method: "DELETE", path: "/ocs/v2.php/core/apppassword" });
}
