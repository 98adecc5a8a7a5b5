/** The Nextcloud whose recorded behaviour the sandbox follows. */
const cloudVersion = {
  major: 24,
  minor: 0,
  micro: 5,
  string: "24.0.5",
  edition: "",
  extendedSupport: false,
};

/** The body of `GET /status.php`. */
export const statusPhp = {
  installed: true,
  maintenance: false,
  needsDbUpgrade: false,
  version: "24.0.5.1",
  versionstring: cloudVersion.string,
  edition: "",
  productname: "Nextcloud",
  extendedSupport: false,
};

const spreed = {
  features: [
    "chat-v2",
    "conversation-v4",
    "favorites",
    "last-room-activity",
    "system-messages",
    "mention-flag",
    "read-only-rooms",
    "chat-read-marker",
    "webinary-lobby",
    "chat-reference-id",
    "direct-mention-flag",
  ],
  config: { chat: { "max-length": 32000, "read-privacy": 0 }, conversations: { "can-create": true } },
};
const theming = { name: "Sandbox cloud", slogan: "a stand-in for a Nextcloud", color: "#0082c9" };

const sharing = {
  api_enabled: true,
  public: {
    enabled: true,
    password: { enforced: false, askForOptionalPassword: false },
    expire_date: { enabled: false },
    multiple_links: true,
    send_mail: false,
    upload: true,
    upload_files_drop: true,
  },
  resharing: true,
  default_permissions: 31,
};

/**
 * `ocs.data` of the capabilities; without a sign-in the set is smaller, as on the real server. `bruteForceDelay` in
 * milliseconds; `withTalk` false where Talk is not installed or not for the user.
 */
export function capabilities(signedIn: boolean, withTalk: boolean, bruteForceDelay: number) {
  const forAll = { bruteforce: { delay: bruteForceDelay }, ...(withTalk ? { spreed } : {}), theming };
  const forUsers = {
    core: { pollinterval: 60, "webdav-root": "remote.php/webdav" },
    files: { bigfilechunking: true, blacklisted_files: [".htaccess"], undelete: true, versioning: false },
    dav: { chunking: "1.0" },
    files_sharing: sharing,
    user_status: { enabled: true, supports_emoji: true },
  };
  return { version: cloudVersion, capabilities: signedIn ? { ...forUsers, ...forAll } : forAll };
}
