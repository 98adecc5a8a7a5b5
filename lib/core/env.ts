import { z } from "zod";
import { missingOfGroups } from "./env-groups.ts";
import { processWide } from "./process-wide.ts";
import { roleMap } from "./role-map.ts";

/** The only reader of `process.env`. A malformed value stops the start with one line that says which and why. */

const httpUrl = z
  .string()
  .trim()
  .refine(
    (value) => /^https?:$/.test(safeUrl(value)?.protocol ?? ""),
    "must be an http:// or https:// address",
  )
  .refine((value) => !safeUrl(value)?.username, "must not contain a user name or password")
  .refine((value) => !/[?#]/.test(value), "must be an address alone, without a query (?) or a fragment (#)")
  .transform((value) => value.replace(/\/+$/, ""));

const text = z.string().trim();

/** What travels in a header: a line break in it would be another header. */
const headerText = text
  .min(1)
  .regex(/^[\x20-\x7e]+$/, "must be printable ASCII, because it travels in a header");

/**
 * The origins of other sites, `https://host` or `https://host:port` each. Written into a Content-Security-Policy and
 * compared to the letter, so nothing but an origin as browsers write it is taken.
 */
const origins = text
  .transform((value) => value.split(/[\s,]+/).filter(Boolean))
  .refine((list) => list.length <= 50, "must name at most 50 origins")
  .refine(
    (list) => list.every(isOrigin),
    "must name origins such as https://intranet.example.org, without path or wildcard",
  );

/** A folder of the account's files, kept without slashes at its ends; "" is everything the account has. */
const folderPath = text
  .transform((value) => value.normalize("NFC").split("/").filter(Boolean))
  .refine(
    (names) => names.every((name) => name !== "." && name !== ".." && !/[\\\p{Cc}]/u.test(name)),
    "must be a folder such as /05_Customers, without dot segments and backslashes",
  )
  .transform((names) => names.join("/"));

/** As the accept attribute of a file input: extensions and media types. Empty takes everything. */
const acceptList = text
  .transform((value) =>
    value
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
  )
  .refine(
    (list) => list.every((entry) => /^(\.[a-z0-9]+|[a-z]+\/(\*|[a-z0-9.+-]+))$/.test(entry)),
    "must name types such as image/*, application/pdf or .psd",
  );

const wholeMegabytes = (minimum: number, maximum: number) =>
  z.coerce
    .number("must be a number of megabytes")
    .int("must be a whole number of megabytes")
    .min(minimum, `must be at least ${minimum}`)
    .max(maximum, `must be at most ${maximum}`);

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  LOG_LEVEL: z.enum(["silent", "fatal", "error", "warn", "info", "debug", "trace"]).default("info"),
  DATABASE_URL: text
    .default("file:./data/parlour.db")
    .refine(
      (value) => value.startsWith("file:") && value.length > 5,
      "must look like file:./data/parlour.db",
    ),
  NEXTAUTH_URL: httpUrl.optional(),
  NEXTAUTH_SECRET: text.min(16, "must have at least 16 characters").optional(),
  PARLOUR_ENCRYPTION_KEY: text.min(16, "must have at least 16 characters").optional(),
  PARLOUR_ENCRYPTION_KEY_PREVIOUS: text.min(16, "must have at least 16 characters").optional(),
  PARLOUR_RATE_LIMITS: z.enum(["on", "off"], "must be on or off").default("on"),
  PARLOUR_TRUSTED_PROXIES: text.default(""),
  PARLOUR_EMBED_ORIGINS: origins.default([]),
  PARLOUR_SYNC_INTERVAL_SECONDS: z.coerce
    .number("must be a number of seconds")
    .int()
    .min(10)
    .max(86_400)
    .default(300),
  PARLOUR_BACKUP_DIR: text.optional(),
  PARLOUR_BACKUP_KEEP: z.coerce
    .number("must be a number of copies")
    .int("must be a whole number of copies")
    .min(1, "must be at least 1")
    .max(3660, "must be at most 3660")
    .default(14),
  NEXTCLOUD_BASE_URL: httpUrl.optional(),
  NEXTCLOUD_USERNAME: text.min(1).optional(),
  NEXTCLOUD_PASSWORD: text.min(1).optional(),
  NEXTCLOUD_CALENDAR_BASE_PATH: text
    .regex(/^\//, "must begin with /")
    .transform((value) => value.replace(/\/+$/, ""))
    .default("/remote.php/dav/calendars"),
  NEXTCLOUD_FILES_BASE_PATH: folderPath.optional(),
  PARLOUR_UPLOAD_MAX_MB: wholeMegabytes(1, 5_000_000).default(20_480),
  PARLOUR_UPLOAD_TYPES: acceptList.default([]),
  PARLOUR_SPOOL_DIR: text.optional(),
  PARLOUR_SPOOL_MAX_MB: wholeMegabytes(0, 1_000_000).default(2048),
  NEXTCLOUD_WEBHOOK_SECRET: text
    .min(16, "must have at least 16 characters")
    .regex(/^[\x21-\x7e]+$/, "must be printable ASCII without spaces, because it travels in a header")
    .optional(),
  SMTP_URL: text
    .refine(isMailServer, "must be smtp:// or smtps:// and a host; % in the password is written %25")
    .optional(),
  MAIL_FROM: text
    .regex(/^([^<>\r\n]*<[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/, "must be Name <address>, or an address")
    .optional(),
  NEXTCLOUD_PUBLIC_URL: httpUrl.optional(),
  NEXTCLOUD_OAUTH_CLIENT_ID: text.min(1).optional(),
  NEXTCLOUD_OAUTH_CLIENT_SECRET: text.min(1).optional(),
  NEXTCLOUD_OAUTH_TRUST_MAIL: z.enum(["on", "off"], "must be on or off").default("off"),
  OIDC_ISSUER: httpUrl.optional(),
  OIDC_CLIENT_ID: text.min(1).optional(),
  OIDC_CLIENT_SECRET: text.min(1).optional(),
  OIDC_NAME: text.max(40, "must have at most 40 characters").default("OpenID Connect"),
  OIDC_ROLE_CLAIM: text.min(1).default("groups"),
  OIDC_CREATE_USERS: z.enum(["on", "off"], "must be on or off").default("off"),
  PARLOUR_ROLE_MAP: roleMap,
  PLENTYONE_BASE_URL: httpUrl.optional(),
  PLENTYONE_CLIENT_ID: headerText.optional(),
  PLENTYONE_CLIENT_SECRET: headerText.optional(),
  PLENTYONE_TOKEN_URL: httpUrl.optional(),
  PLENTYONE_USERNAME: headerText.optional(),
  PLENTYONE_PASSWORD: text.min(1).optional(),
  ZULIP_BASE_URL: httpUrl.optional(),
  ZULIP_EMAIL: headerText.optional(),
  ZULIP_API_KEY: headerText.optional(),
  TODOIST_API_TOKEN: headerText.optional(),
  TODOIST_API_URL: httpUrl.default("https://api.todoist.com/api/v1"),
  FREESCOUT_API_URL: httpUrl.optional(),
  FREESCOUT_API_KEY: headerText.optional(),
  ECODMS_API_URL: httpUrl.optional(),
  ECODMS_USERNAME: headerText.optional(),
  ECODMS_PASSWORD: text.min(1).optional(),
  ECODMS_ARCHIVE_ID: text
    .regex(/^[\w-]{1,64}$/, "must be an archive's id: letters, digits, - and _")
    .optional(),
  ECODMS_API_KEY: headerText.optional(),
  MESSENGER_SERVICE_TOKEN: text
    .min(16, "must have at least 16 characters")
    .regex(/^[\x21-\x7e]+$/, "must be printable ASCII without spaces, because it travels in a header")
    .optional(),
  MESSENGER_TENANT_ID: text
    .regex(/^[\w.-]{1,64}$/, "must be an id: letters, digits, dot, - and _")
    .default("default"),
  MESSENGER_TRANSPORT: z.enum(["matrix", "talk", "none"], "must be matrix, talk or none").optional(),
  MESSENGER_ALLOWED_ORIGINS: origins.default([]),
  MESSENGER_MEDIA_DIR: text.optional(),
  HUB_SECRET_KEY: text.min(16, "must have at least 16 characters").optional(),
  MATRIX_HOMESERVER_URL: httpUrl.optional(),
  MATRIX_SERVER_NAME: text
    .regex(
      /^([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(:\d{1,5})?$/,
      "must be the homeserver's name, such as example.org, without https://",
    )
    .optional(),
  MATRIX_AS_TOKEN: headerText.optional(),
  MATRIX_HS_TOKEN: headerText.optional(),
});

export type Env = z.infer<typeof schema>;

/** Hosts may hold characters in a URL that end a directive in a policy; those are refused here. */
function isOrigin(value: string): boolean {
  return /^https?:\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d+)?$/.test(value) && safeUrl(value)?.origin === value;
}

/** Whether user name and password can be read from it too. */
function isMailServer(value: string): boolean {
  const url = safeUrl(value);
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === "") return false;
  try {
    return decodeURIComponent(`${url.username}${url.password}`) !== null;
  } catch {
    return false;
  }
}

function safeUrl(value: string): URL | null {
  return URL.canParse(value) ? new URL(value) : null;
}

/**
 * Parses an environment. Empty values count as absent.
 * @throws Error with one line per malformed variable.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  present.NEXTCLOUD_BASE_URL ??= present.NEXTCLOUD_URL;
  const result = schema.safeParse(present);
  const lines = [
    ...(result.error?.issues ?? []).map((issue) => `${issue.path.join(".")}: ${issue.message}`),
    ...missingOfGroups(present),
  ];
  if (result.success && lines.length === 0) return result.data;
  throw new Error(`Configuration is not valid. ${lines.join("; ")}`);
}

/** The environment of this process, parsed once. */
export function env(): Env {
  return processWide("env", () => parseEnv(process.env));
}

/** Names of the variables a Nextcloud connection still needs; empty when configured. */
export function missingNextcloudConfig(from: Env): string[] {
  return (["NEXTCLOUD_BASE_URL", "NEXTCLOUD_USERNAME", "NEXTCLOUD_PASSWORD"] as const).filter(
    (name) => !from[name],
  );
}

/** Names of the variables the customers' files still need; empty when configured. */
export function missingFilesConfig(from: Env): string[] {
  const folder = from.NEXTCLOUD_FILES_BASE_PATH === undefined ? ["NEXTCLOUD_FILES_BASE_PATH"] : [];
  return [...missingNextcloudConfig(from), ...folder];
}

/** The address people use, without a trailing slash. */
export function publicUrl(from: Env): string {
  return from.NEXTAUTH_URL ?? "http://localhost:3000";
}
