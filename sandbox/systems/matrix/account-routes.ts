import { z } from "zod";
import { tokenOf } from "./authorize.ts";
import { isReserved } from "./homeserver-state.ts";
import { forbidden, MatrixRefusal, notFound, readJson } from "./matrix-answers.ts";
import { type Asked, type MatrixRoute, matrixRoute } from "./matrix-route.ts";
import { membershipOf, setMembership } from "./room-events.ts";

/** Synapse's limit, in characters. */
const LONGEST_NAME = 256;

export const accountRoutes: MatrixRoute[] = [
  matrixRoute("GET", "client/v3/account/whoami", (asked) => {
    const { user, isService } = asked.requester();
    return { user_id: user, is_guest: false, ...(isService ? {} : { device_id: "SANDBOX" }) };
  }),
  matrixRoute("POST", "client/v3/register", register),
  matrixRoute("GET", "client/v3/profile/:user", ({ state, params: [user = ""] }) => {
    const account = state.accounts[user];
    if (!account) throw notFound("User not found");
    return account.displayName === null ? {} : { displayname: account.displayName };
  }),
  matrixRoute("PUT", "client/v3/profile/:user/displayname", setDisplayName),
  matrixRoute("GET", "client/v3/user/:user/account_data/:type", (asked) => {
    const [user = "", type = ""] = asked.params;
    requireSelf(asked, user);
    const found = asked.state.accounts[user]?.accountData[type];
    if (!found) throw notFound("Account data not found");
    return found;
  }),
  matrixRoute("PUT", "client/v3/user/:user/account_data/:type", async (asked) => {
    const [user = "", type = ""] = asked.params;
    requireSelf(asked, user);
    if (type === "m.fully_read" || type === "m.push_rules")
      throw new MatrixRefusal(405, "M_BAD_JSON", `Cannot set ${type} through this API.`);
    const account = asked.state.accounts[user];
    const content = await readJson(asked.request, z.record(z.string(), z.unknown()));
    if (account) account.accountData[type] = content;
    return {};
  }),
];

const registration = z.object({
  type: z.string().optional(),
  username: z.string().optional(),
  inhibit_login: z.boolean().optional(),
});

/** "Server admin style permissions": an application service makes its users without a password. */
async function register({ state, request }: Asked): Promise<object> {
  const { type, username = "", inhibit_login } = await readJson(request, registration);
  const user = `@${username}:${state.serverName}`;
  if (type !== "m.login.application_service") {
    if (isReserved(state, user))
      throw new MatrixRefusal(400, "M_EXCLUSIVE", "This user ID is reserved by an application service.");
    throw forbidden(
      "Registration has been disabled. Only m.login.application_service registrations are allowed.",
    );
  }
  if (tokenOf(request) !== state.appservice?.as_token)
    throw new MatrixRefusal(401, "M_UNKNOWN_TOKEN", "Unrecognised access token");
  if (username === "") throw new MatrixRefusal(400, "M_BAD_JSON", "Invalid username");
  if (!/^[a-z0-9._=/+-]+$/.test(username))
    throw new MatrixRefusal(
      400,
      "M_INVALID_USERNAME",
      "User ID can only contain characters a-z, 0-9, or '=_-./+'",
    );
  if (Buffer.byteLength(user) > 255)
    throw new MatrixRefusal(400, "M_INVALID_USERNAME", "User ID may not be longer than 255 characters");
  if (!isReserved(state, user))
    throw new MatrixRefusal(400, "M_EXCLUSIVE", "Invalid user localpart for this application service.");
  if (state.accounts[user]) throw new MatrixRefusal(400, "M_USER_IN_USE", "User ID already taken.");
  state.accounts[user] = { displayName: username, accessToken: null, accountData: {} };
  if (inhibit_login) return { user_id: user };
  return { user_id: user, access_token: "not-for-use", device_id: "SANDBOX" };
}

async function setDisplayName(asked: Asked): Promise<object> {
  const { state, request, now } = asked;
  const [user = ""] = asked.params;
  requireSelf(asked, user);
  const { displayname } = await readJson(request, z.object({ displayname: z.string() }));
  if (Array.from(displayname).length > LONGEST_NAME)
    throw new MatrixRefusal(400, "M_UNKNOWN", `Displayname is too long (max ${LONGEST_NAME})`);
  const account = state.accounts[user];
  if (!account || account.displayName === displayname) return {};
  account.displayName = displayname;
  for (const room of Object.values(state.rooms))
    if (membershipOf(room, user) === "join")
      setMembership(state, room, { user, sender: user, membership: "join", at: now() });
  return {};
}

function requireSelf(asked: Asked, user: string): void {
  if (asked.requester().user !== user) throw forbidden("Cannot do this for other users.");
}
