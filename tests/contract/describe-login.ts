import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCapabilities } from "#lib/nextcloud/capabilities.ts";
import { readOwnUser } from "#lib/nextcloud/cloud-user.ts";
import { pollLoginFlow, revokeAppPassword, startLoginFlow } from "#lib/nextcloud/login-flow.ts";
import { createTransport } from "#lib/nextcloud/transport.ts";
import type { CloudAvailability, CloudServer } from "./cloud-servers.ts";
import { describeOn } from "./describe-on.ts";
import { grantLogin } from "./grant-login.ts";

/** Login Flow v2 from its beginning to the revoked app password. */
export function describeLogin(name: string, availability: CloudAvailability): void {
  describeOn(`signing in at ${name}`, availability, (present) => {
    let server: CloudServer;
    beforeAll(async () => {
      server = await present.start();
    });
    afterAll(() => server?.stop());

    test("begin, wait, grant, receive once, use, revoke", async ({ skip }) => {
      const { account, ownPassword } = server;
      if (ownPassword === null) return skip("the account's own password is not known");
      const { baseUrl, username } = account;
      const { pollToken, loginUrl } = await startLoginFlow({ baseUrl, userAgent: "Parlour contract" });
      expect(pollToken).toHaveLength(128);
      expect(new URL(loginUrl).origin).toBe(new URL(baseUrl).origin);
      const poll = () => pollLoginFlow({ baseUrl, pollToken });
      expect(await poll()).toBe("pending");
      expect(await grantLogin(loginUrl, username, ownPassword)).toBe(200);
      const granted = await poll();
      if (granted === "pending") throw new Error("The grant did not arrive.");
      expect(await poll()).toBe("pending");

      expect(granted.loginName).toBe(username);
      const { loginName, appPassword } = granted;
      const transport = createTransport({ ...account, username: loginName, password: appPassword });
      const user = await readOwnUser(transport);
      expect(user.id).not.toBe("");
      expect((await readCapabilities(transport)).version).toMatch(/^\d+\.\d+/);

      expect(await revokeAppPassword(transport)).toBe("revoked");
      await expect(readOwnUser(transport)).rejects.toMatchObject({ kind: "auth", status: 401 });
      expect(await revokeAppPassword(transport)).toBe("already-revoked");
    });

    test("a token nobody gave out is pending", async () => {
      const pollToken = randomBytes(64).toString("hex");
      expect(await pollLoginFlow({ baseUrl: server.account.baseUrl, pollToken })).toBe("pending");
    });

    test("the account's own password is no app password", async ({ skip }) => {
      const { account, ownPassword } = server;
      if (ownPassword === null) return skip("the account's own password is not known");
      const own = createTransport({ ...account, password: ownPassword });
      await expect(revokeAppPassword(own)).rejects.toMatchObject({
        kind: "rejected",
        reason: "not-an-app-password",
      });
      expect((await readOwnUser(own)).id).not.toBe("");
    });
  });
}
