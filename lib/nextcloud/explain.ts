import type { UpstreamError } from "#lib/core/errors.ts";

/** What a failure means, in plain words for the person who can mend it. `key` is stable, for translations. */
export interface Explanation {
  title: string;
  meaning: string;
  cure: string;
  key: string;
}

type Words = readonly [title: string, meaning: string, cure: string];

const WORDS = {
  auth: [
    "Sign-in refused",
    "Nextcloud did not accept the user name and password (401). The app password was mistyped or revoked.",
    "Create a new app password in Nextcloud under Settings, Security, put it into NEXTCLOUD_PASSWORD, restart, and test the connection.",
  ],
  suspended: [
    "Sign-in refused, account paused",
    "Nextcloud refused the studio's user name and password (401). Parlour stopped using them at once, because Nextcloud slows everybody down after wrong passwords.",
    "Create a new app password in Nextcloud under Settings, Security, put it into NEXTCLOUD_PASSWORD and restart, or test the connection if the password is right. Parlour itself tries once an hour; nothing that waits is lost.",
  ],
  "not-found": [
    "Calendar not found",
    "Nextcloud has nothing at this address for this account (404). The calendar was deleted or renamed, or its owner no longer shares it.",
    "Choose the calendar from the list of those the account can see; if it is missing there, ask its owner to share it again.",
  ],
  "not-shared": [
    "Calendar not shared",
    "The calendar exists only for its owner: it is not shared with the account that reads it.",
    "Ask the owner to share it with the studio's account in Nextcloud Calendar, with “can edit” ticked.",
  ],
  forbidden: [
    "Not allowed",
    "Nextcloud knows the account but does not let it do this (403).",
    "Share the calendar with “can edit” ticked, or use an account that may write to it.",
  ],
  "not-a-calendar": [
    "Not a calendar",
    "The address leads somewhere in Nextcloud, but not to a calendar that takes events.",
    "In Nextcloud Calendar, edit the calendar and copy its internal link.",
  ],
  "web-link": [
    "Link to a web page",
    "This is the calendar's page for people, not the address programs use.",
    "In Nextcloud Calendar, edit the calendar and copy its internal link.",
  ],
  "public-link": [
    "Public link",
    "A public link can only be read, and not every event is in it.",
    "Share the calendar with the studio's account and paste the internal link instead.",
  ],
  "not-an-address": [
    "Not an address",
    "What was entered cannot be read as the address of a calendar.",
    "Paste the calendar's internal link; it begins with https://.",
  ],
  "other-origin": [
    "Another server",
    "The address is not at the configured Nextcloud. The password is sent nowhere else.",
    "Use an address at the configured Nextcloud, or correct NEXTCLOUD_BASE_URL.",
  ],
  redirect: [
    "Sent on to another address",
    "The server passes requests on to an address that is not followed, so that the password stays where it belongs.",
    "Set NEXTCLOUD_BASE_URL to the address the browser ends up at, usually the one that begins with https://.",
  ],
  tls: [
    "No secure connection",
    "The server's certificate has expired, is made out to another name or comes from an unknown authority.",
    "Renew the certificate, or make the authority known through NODE_EXTRA_CA_CERTS.",
  ],
  dns: [
    "Server name not found",
    "The name of the server does not resolve to an address.",
    "Check NEXTCLOUD_BASE_URL for a typing error, and the name service of this machine.",
  ],
  timeout: [
    "No answer in time",
    "The server took too long to answer. It may be busy or unreachable.",
    "Nothing needs to be done if it passes. If it stays, look at the server's load and the network between.",
  ],
  refused: [
    "Connection refused",
    "A machine is there, but nothing listens at this address.",
    "Check that Nextcloud runs and that the port in NEXTCLOUD_BASE_URL is right.",
  ],
  network: [
    "Connection broken",
    "The connection to the server broke before it had answered.",
    "Nothing needs to be done if it passes; it is tried again.",
  ],
  html: [
    "A web page instead of calendar data",
    "Something in between answered: a login page, a proxy, or another program at this address.",
    "Check NEXTCLOUD_BASE_URL and NEXTCLOUD_CALENDAR_BASE_PATH, and that no sign-in page stands before /remote.php.",
  ],
  malformed: [
    "Answer not understood",
    "The server's answer was cut off or is not what CalDAV prescribes. None of it was used.",
    "It is tried again. If it stays, look at Nextcloud's log and at proxies in between.",
  ],
  maintenance: [
    "Maintenance",
    "Nextcloud is in maintenance mode.",
    "Wait until it ends; everything that waits is then written. An administrator ends it with occ maintenance:mode --off.",
  ],
  unavailable: [
    "Nextcloud not available",
    "The server answers, but Nextcloud behind it fails.",
    "It is tried again. If it stays, look at Nextcloud's log.",
  ],
  "rate-limited": [
    "Too many requests",
    "The server asks for fewer requests for a while.",
    "Nothing needs to be done; the next request waits as long as the server asks.",
  ],
  "not-caldav": [
    "No CalDAV here",
    "The server answers, but not as a calendar server.",
    "Check NEXTCLOUD_BASE_URL and NEXTCLOUD_CALENDAR_BASE_PATH.",
  ],
  "not-configured": [
    "CalDAV not configured",
    "Parlour does not know the studio's Nextcloud yet; the message names what is missing.",
    "Set NEXTCLOUD_BASE_URL, NEXTCLOUD_USERNAME and NEXTCLOUD_PASSWORD in .env.local and restart.",
  ],
  "connection-broken": [
    "Own connection ended",
    "The calendar is read with its owner's own sign-in at Nextcloud, which no longer works, and it is not shared with the studio's account.",
    "The owner connects again in Parlour, or shares the calendar with the studio's account in Nextcloud.",
  ],
  private: [
    "Event made private",
    "The owner made the event private in Nextcloud. A shared calendar hides private events, so it can be neither read nor changed.",
    "Ask the owner to set the event's visibility back to what it was; what waits is then written.",
  ],
  busy: [
    "Changed by somebody else again and again",
    "The calendar or the event kept changing while Parlour worked on it. Nothing was overwritten.",
    "Nothing needs to be done; it is tried again. If it stays, look for another program that writes to the same event.",
  ],
  quota: [
    "No room left",
    "Nextcloud has no room left for this file (507).",
    "Make room in Nextcloud, or have the account’s quota raised, and try again. The file waits, nothing is lost.",
  ],
  locked: [
    "Locked",
    "Somebody, or a program, holds the file or folder locked in Nextcloud (423).",
    "Nothing needs to be done if it passes; it is tried again. If it stays, unlock it in Nextcloud.",
  ],
  "name-refused": [
    "Name refused",
    "Nextcloud does not take a file or folder of this name.",
    "Give the customer or the file another name, or discard this and upload it once more under another name.",
  ],
  "folder-missing": [
    "Folder not found",
    "The folder is no longer in Nextcloud, or the account no longer sees it.",
    "Restore the folder in Nextcloud, or share it with the studio’s account again; then try again.",
  ],
  "folder-forbidden": [
    "Folder may not be written",
    "Nextcloud knows the account but does not let it write to this folder (403).",
    "Share the folder with the studio’s account for writing, and try again.",
  ],
  "files-not-configured": [
    "Files not configured",
    "Parlour does not know in which folder of Nextcloud the customers’ files are.",
    "Set NEXTCLOUD_BASE_URL, NEXTCLOUD_USERNAME, NEXTCLOUD_PASSWORD and NEXTCLOUD_FILES_BASE_PATH.",
  ],
  "spool-damaged": [
    "File damaged while it waited",
    "The sealed file on this machine’s disk was changed or cut off. Nothing of it was kept in Nextcloud.",
    "Give this up and upload the file once more, and look at this machine’s disk. If the encryption key was changed, set PARLOUR_ENCRYPTION_KEY_PREVIOUS to the key before and try again.",
  ],
  "spool-missing": [
    "File is not there any more",
    "The file that waited is no longer on this machine’s disk.",
    "Check PARLOUR_SPOOL_DIR. If the file is nowhere, give this up and upload it once more.",
  ],
  "folder-of-others": [
    "Another customer’s folder inside",
    "The folder of the customer who was deleted holds another customer’s folder, or lies in one. Nothing was deleted.",
    "Move the other folder in Nextcloud, then try again; or delete the files there by hand and give this up.",
  ],
  rejected: [
    "Refused by Nextcloud",
    "Nextcloud did not accept the request.",
    "Look at the detail of the message and at Nextcloud's log.",
  ],
} satisfies Record<string, Words>;

type Key = keyof typeof WORDS;

const KEY_BY_REASON: Readonly<Record<string, Key>> = {
  credentials: "auth",
  reset: "network",
  aborted: "network",
  "no-calendar-home": "not-caldav",
  "method-not-allowed": "not-caldav",
  "parent-missing": "folder-missing",
  "server-error": "unavailable",
  "too-many-requests": "rate-limited",
};

const KEY_BY_KIND: Readonly<Record<UpstreamError["kind"], Key>> = {
  auth: "auth",
  network: "network",
  "rate-limited": "rate-limited",
  malformed: "malformed",
  rejected: "rejected",
  "not-configured": "not-configured",
};

/** Title, meaning and cure of a failure. Falls back from the reason to the kind. */
export function explainUpstream(error: UpstreamError): Explanation {
  const reason = error.reason ?? "";
  const key =
    (Object.hasOwn(KEY_BY_REASON, reason) ? KEY_BY_REASON[reason] : undefined) ??
    (isKey(reason) ? reason : KEY_BY_KIND[error.kind]);
  const [title, meaning, cure] = WORDS[key];
  return { title, meaning, cure, key };
}

function isKey(reason: string): reason is Key {
  return Object.hasOwn(WORDS, reason);
}
