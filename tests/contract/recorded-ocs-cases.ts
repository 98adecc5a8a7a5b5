import { z } from "zod";
import { readCapabilities } from "#lib/nextcloud/capabilities.ts";
import { readOwnUser } from "#lib/nextcloud/cloud-user.ts";
import { pollLoginFlow, revokeAppPassword, startLoginFlow } from "#lib/nextcloud/login-flow.ts";
import { ocsRequest } from "#lib/nextcloud/ocs-request.ts";
import { markRead, postMessage } from "#lib/nextcloud/talk-chat.ts";
import { roomPreview, summariseRooms } from "#lib/nextcloud/talk-preview.ts";
import { listRooms, parseRooms } from "#lib/nextcloud/talk-rooms.ts";
import { readUserStatus } from "#lib/nextcloud/user-status.ts";
import { type Run, raw } from "./recorded-runs.ts";

const refused = (reason: string, status: number, retryable = false) => ({
  kind: "rejected",
  reason,
  status,
  retryable,
});
const signedOut = { kind: "auth", reason: "credentials", status: 401, retryable: false };
const malformed = (reason: string) => ({ kind: "malformed", reason, status: 200, retryable: false });

const start: Run = async ({ account }) => {
  const flow = await startLoginFlow({
    baseUrl: account.baseUrl,
    userAgent: "Parlour (Anna)",
    publicUrl: "https://cloud.example.org",
  });
  return [flow.pollToken.length, flow.loginUrl.replace(/(loginToken)+\w*$/, "…")];
};
const poll: Run = ({ account }, _path, { request }) =>
  pollLoginFlow({
    baseUrl: account.baseUrl,
    pollToken: new URLSearchParams(request.body).get("token") ?? "",
  });
const user: Run = (transport) => readOwnUser(transport);
const anna = { id: "anna", displayName: "anna", email: null, groups: [] };
const capabilities: Run = async (transport) => {
  const { talk, ...rest } = await readCapabilities(transport);
  return { ...rest, talk: talk && [talk.features.length, talk.maxMessageLength] };
};
const revoke: Run = (transport) => revokeAppPassword(transport);
const tokenOf = (path: string) => path.split("/chat/")[1]?.split("/")[0] ?? "";
const post: Run = (transport, path) =>
  postMessage(transport, tokenOf(path), { message: "x", referenceId: "b".repeat(64) });
const ocs =
  (schema: z.ZodType): Run =>
  async (transport, path, { request: { method } }) => {
    const known = z.enum(["GET", "POST", "PUT", "DELETE"]).parse(method);
    return (await ocsRequest(transport, { method: known, path, schema })).data;
  };
const list = z.array(z.unknown());
/** As `listRooms`, with the query of the recording. */
const roomsAt = z.array(z.unknown()).transform(parseRooms);
const previews = ocs(
  roomsAt.transform((rooms) =>
    rooms.map((room) => [room.displayName, roomPreview(room)?.author, roomPreview(room)?.text]),
  ),
);
const summary = ocs(
  roomsAt.transform((rooms) =>
    summariseRooms(rooms, { limit: 2, publicUrl: "https://cloud.example.org/nc/" }),
  ),
);
/** The rooms are asked for with a query that these recordings lack. */
const listed: Run = async (transport, path) =>
  (await listRooms({ ...transport, request: (request) => transport.request({ ...request, href: path }) }))
    .length;

const longText =
  "Zeile 1 Zeile 2 **fett** `code` {actor} {mention-user9} <script>alert(1)</script> " +
  "https://example.org/a?b=1&c=2 sehr langer Text sehr langer Text sehr langer T…";

/** What the client concludes from the recorded exchanges of OCS, Talk and the sign-in. */
export const OCS_CASES: Record<string, [Run, unknown]> = {
  "loginv2-init": [start, [128, "https://cloud.example.org/index.php/login/v2/flow/…"]],
  "loginv2-poll-pending": [poll, "pending"],
  "loginv2-poll-unknown-token": [poll, "pending"],
  "loginv2-poll-second-time": [poll, "pending"],
  "loginv2-poll-granted": [poll, { loginName: "anna", appPassword: "appPassword".repeat(7).slice(0, 72) }],
  "maintenance-loginv2": [start, refused("maintenance", 503, true)],
  "cloud-user": [user, anna],
  "cloud-user-with-app-password": [user, anna],
  "capabilities-auth": [capabilities, { version: "24.0.5", talk: [47, 32_000], userStatus: true }],
  "capabilities-anonymous": [capabilities, { version: "24.0.5", talk: [47, 32_000], userStatus: false }],
  "apppassword-delete": [revoke, "revoked"],
  "revoked-ocs-delete-again": [revoke, "already-revoked"],
  "apppassword-delete-with-real-password": [revoke, refused("not-an-app-password", 403)],
  "revoked-ocs": [user, signedOut],
  "revoked-talk-room": [listed, signedOut],
  "ocs-not-logged-in": [user, signedOut],
  "ocs-missing-header": [user, refused("refused-request", 412)],
  "ocs-unknown-route-v1": [ocs(list), refused("not-found", 404)],
  "ocs-unknown-route-v2": [ocs(list), refused("not-found", 404)],
  "maintenance-ocs": [user, refused("maintenance", 503, true)],
  "talk-not-installed": [listed, refused("talk-missing", 404)],
  "talk-not-installed-v1": [listed, refused("talk-missing", 404)],
  "talk-not-allowed": [listed, refused("talk-not-allowed", 403)],
  "talk-rooms-without-accept-json": [listed, malformed("empty")],
  "talk-rooms-empty": [listed, 0],
  "talk-rooms-anna": [
    previews,
    [
      [
        "Talk updates ✅",
        "Talk updates ✅",
        "- In the sidebar you can now find an overview of the latest shared items",
      ],
      ["max", "anna", "🩰🎉"],
      ["luna", "anna", "Danke 🩰"],
      ["staff", "staff", "Rechnung 2026-0117 ist raus."],
      ["Team Ballett", "anna", "max und luna: bitte Raum 2 (Spiegelsaal) abschließen 🔑"],
      ["Probenplan Nussknacker", "staff", "Probenplan Nüßknacker #1.txt"],
      ["Sommerkurs 2027", "", 'You renamed the conversation from "Sommerkurs" to "Sommerkurs 2027"'],
      ["Elternfragen (öffentlich)", "Mama von Emil", "Ab welchem Alter geht Vorballett?"],
      ["Probestunde online", undefined, undefined],
      ["Ankündigungen", "", "staff locked the conversation"],
      ["Vertretungen ⭐", "", "max set the description"],
      ["Archiv-Test", "", "You cleared the history of the conversation"],
      ['<b>Technik</b> & "Ton"', "luna", longText],
      ["Ausflug Theater", "anna", "Staatsoper"],
      ["Ex Lehrer", "Deleted user", "Tschüss, war schön hier"],
      ["Neue Gruppe", "", "You added max"],
    ],
  ],
  "talk-rooms-luna": [
    summary,
    {
      totalUnread: 8,
      conversations: [
        {
          token: "8a8mihc4",
          displayName: "anna",
          unreadMessages: 3,
          unreadMention: false,
          lastActivity: 1795168461,
          lastMessage: { text: "Danke 🩰", author: "anna", timestamp: 1795168461 },
          type: 1,
          url: "https://cloud.example.org/nc/call/8a8mihc4",
        },
        {
          token: "bobn5cpz",
          displayName: '<b>Technik</b> & "Ton"',
          unreadMessages: 0,
          unreadMention: false,
          lastActivity: 1795168246,
          lastMessage: { text: longText, author: "luna", timestamp: 1795168246 },
          type: 2,
          url: "https://cloud.example.org/nc/call/bobn5cpz",
        },
      ],
    },
  ],
  "talk-room-single": [
    ocs(z.unknown().transform((room) => parseRooms([room]).map((one) => roomPreview(one)?.text))),
    ["max und luna: bitte Raum 2 (Spiegelsaal) abschließen 🔑"],
  ],
  "talk-room-404": [ocs(z.unknown()), refused("not-found", 404)],
  "talk-chat-history": [ocs(list.transform((messages) => messages.length)), 4],
  "talk-chat-nothing-newer": [raw, 304],
  "talk-post-message": [post, { id: 1840 }],
  "talk-post-readonly": [post, refused("read-only", 403)],
  "talk-post-not-member": [post, refused("not-a-member", 404)],
  "talk-post-lobby": [post, refused("lobby", 412)],
  "talk-post-too-long": [post, refused("too-long", 413)],
  "talk-mark-read": [(transport, path) => markRead(transport, tokenOf(path), 1751), undefined],
  "talk-mark-unread": [ocs(list), []],
  "user-status-of-other": [
    (transport) => readUserStatus(transport, "anna"),
    { userId: "anna", status: "dnd", message: null, icon: null },
  ],
  "user-status-of-other-none": [(transport) => readUserStatus(transport, "leer"), null],
  "user-status-set": [ocs(z.object({ status: z.string() })), { status: "dnd" }],
  "user-status-invalid": [ocs(z.unknown()), refused("refused-request", 400)],
  "notifications-list": [ocs(list.transform((rows) => rows.length)), 10],
  "notifications-empty": [ocs(list), []],
  "notifications-304": [raw, 304],
  "status-php": [raw, 200],
  "maintenance-status-php": [raw, 200],
  avatar: [raw, 200],
};
