import { describeFiles } from "./describe-files.ts";
import { describeNextcloudFiles } from "./describe-nextcloud-files.ts";
import { apacheFiles, type FilesDifferences, namedFiles, sandboxFiles } from "./files-servers.ts";

const nextcloud: FilesDifferences = {
  nextcloud: true,
  refusesNames: true,
  keepsModified: true,
  moveWithoutParent: "parent-missing",
};
const plain: FilesDifferences = {
  nextcloud: false,
  refusesNames: false,
  keepsModified: false,
  moveWithoutParent: "server-error",
};
const named = "the server named in the environment";

describeFiles("the sandbox cloud", await sandboxFiles(), nextcloud);
describeFiles("Apache", apacheFiles(), plain);
describeFiles(named, namedFiles(), nextcloud);

describeNextcloudFiles("the sandbox cloud", await sandboxFiles());
describeNextcloudFiles(named, namedFiles());
