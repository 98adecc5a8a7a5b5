import { z } from "zod";
import type { Client } from "../client.ts";

const OCS_HEADERS = { "OCS-APIRequest": "true", Accept: "application/json" };

/** `data` of an OCS answer. @param path below the installation, such as `/ocs/v2.php/cloud/user` @throws UpstreamError */
export async function readOcs<T>(
  client: Client,
  path: string,
  data: z.ZodType<T>,
  query: Record<string, string> = {},
): Promise<T> {
  const answer = await client.json(
    { path, query: { format: "json", ...query }, headers: OCS_HEADERS },
    z.object({ ocs: z.object({ data }) }),
  );
  return answer.ocs.data;
}
