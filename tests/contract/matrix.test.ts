import { expect, test } from "vitest";
import { APPSERVICE_ID } from "#lib/messenger/matrix/registration-file.ts";
import type { HomeserverOptions } from "#sandbox/systems/matrix/create-homeserver.ts";
import { startAppService } from "#tests/support/app-service.ts";
import { HS_TOKEN, namedHomeserver, startHomeserver } from "#tests/support/matrix-homeserver.ts";
import { describeMatrix } from "./describe-matrix.ts";
import { describeOn } from "./describe-on.ts";

function describeStandIn(title: string, options: Partial<HomeserverOptions>): void {
  describeOn(title, {}, () =>
    describeMatrix(
      async () => (await startHomeserver(options)).client,
      async () => {
        const service = await startAppService();
        const { client } = await startHomeserver({ ...options, url: service.url });
        return { client, service, hsToken: HS_TOKEN };
      },
    ),
  );
}

describeStandIn("Matrix: its stand-in", {});
describeStandIn("Matrix: its stand-in with rooms of version 12", { roomVersion: "12" });
describeStandIn("Matrix: its stand-in as of before authenticated media", { authenticatedMedia: false });

describeOn(
  "Matrix: the homeserver that the environment names",
  namedHomeserver(),
  ({ connect, hsToken, port }) => {
    describeMatrix(
      connect,
      port === null
        ? null
        : async () => ({ client: await connect(), service: await startAppService(port), hsToken }),
    );

    test("it knows the application service, and says whether it reaches it", async () => {
      const answer = await (await connect()).ping(APPSERVICE_ID).catch((error: unknown) => error);
      // Parlour need not run while its contract is tried.
      if (typeof answer === "number") expect(answer).toBeGreaterThanOrEqual(0);
      else
        expect(answer).toMatchObject({
          reason: expect.stringMatching(/^(connection-failed|connection-timeout|bad-status)$/),
        });
    });
  },
);
