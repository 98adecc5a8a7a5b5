import { namedServer, radicaleServer, sandboxServer, xandikosServer } from "./caldav-servers.ts";
import { describeCalDav } from "./describe-caldav.ts";
import { describeNoScheduling, describeScheduling } from "./describe-scheduling.ts";
import { describeSharing } from "./describe-sharing.ts";

const nextcloud = {
  duplicateUid: "duplicate-uid",
  deletedUid: "duplicate-uid",
  deleteAgain: "missing",
  checksPassword: true,
  garbageToken: "invalid-sync-token",
  syncCarriesData: true,
} as const;

describeCalDav("the sandbox cloud", await sandboxServer(), nextcloud);
describeCalDav("Radicale", radicaleServer(), { ...nextcloud, deletedUid: "stored" });
describeCalDav("Xandikos", xandikosServer(), {
  ...nextcloud,
  deletedUid: "stored",
  checksPassword: false,
  garbageToken: "server-error",
  syncCarriesData: false,
});
describeCalDav("the server named in the environment", namedServer(), nextcloud);

const noOwner = process.env.NEXTCLOUD_CONTRACT_OWNER_USERNAME
  ? null
  : "NEXTCLOUD_CONTRACT_OWNER_USERNAME and _PASSWORD are not set";

describeSharing("the sandbox cloud", await sandboxServer());
describeSharing("the server named in the environment", namedServer(), noOwner);

describeScheduling("the sandbox cloud", await sandboxServer());
describeScheduling("the server named in the environment", namedServer(), noOwner);
describeNoScheduling("Radicale", radicaleServer(), "forbidden");
describeNoScheduling("Xandikos", xandikosServer(), "absent");
