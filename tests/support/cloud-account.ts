import { onTestFinished } from "vitest";
import { openTestCloud, type TestCloud } from "#sandbox/cloud-fixture.ts";
import { cloudPassword, serviceAccount } from "#sandbox/users.ts";
import { type RecordingProxy, startRecordingProxy } from "./recording-proxy.ts";

/** A cloud of the running test's own, and the variables of its service account, past a proxy that notes what is asked. */
export async function openCloudAccount(): Promise<{
  cloud: TestCloud;
  proxy: RecordingProxy;
  account: string;
  variables: Record<string, string>;
}> {
  const cloud = await openTestCloud();
  onTestFinished(() => cloud.remove());
  const proxy = await startRecordingProxy(() => cloud.cloud.port);
  onTestFinished(() => proxy.close());
  const variables = {
    NEXTCLOUD_BASE_URL: proxy.url,
    NEXTCLOUD_USERNAME: serviceAccount,
    NEXTCLOUD_PASSWORD: cloudPassword,
  };
  return { cloud, proxy, account: serviceAccount, variables };
}
