import type { ListedAppPassword } from "#sandbox/app-passwords.ts";
import { escapeXml } from "#sandbox/dav/escape-xml.ts";
import type { BrowserSession } from "./browser-sessions.ts";

const style =
  "body{font:16px/1.5 system-ui,sans-serif;background:#0082c9;color:#fff;margin:0;display:grid;min-height:100vh;place-items:center}" +
  "main{background:#fff;color:#222;border-radius:12px;padding:24px 32px;width:min(24rem,86vw)}" +
  "label{display:block;margin:12px 0}input{display:block;width:100%;box-sizing:border-box;font:inherit;padding:8px}" +
  "button{font:inherit;padding:8px 16px;border:0;border-radius:20px;background:#006aa3;color:#fff;cursor:pointer}" +
  "li{display:flex;gap:12px;justify-content:space-between;align-items:center;margin:8px 0}ul{padding:0}.error{color:#c00}";

function page(session: BrowserSession | null, title: string, content: string): string {
  const token = session === null ? "" : ` data-requesttoken="${escapeXml(session.requestToken)}"`;
  return `<!DOCTYPE html>
<html lang="en">
<head${token}>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)} – Sandbox cloud</title>
<style>${style}</style>
</head>
<body><main><h1>${escapeXml(title)}</h1>
${content}
</main></body>
</html>
`;
}

const hidden = (name: string, value: string) =>
  `<input type="hidden" name="${name}" value="${escapeXml(value)}">`;

/** The form to sign in with a sandbox account. */
export function signInPage(
  session: BrowserSession,
  input: { redirectUrl: string; user: string; failed: boolean; note?: string },
): string {
  return page(
    session,
    "Log in",
    `${input.note === undefined ? "" : `<p>${escapeXml(input.note)}</p>`}
${input.failed ? '<p class="error" role="alert">Wrong username or password.</p>' : ""}
<form method="post" action="/index.php/login">
${hidden("requesttoken", session.requestToken)}${hidden("redirect_url", input.redirectUrl)}
<label>Username or email <input name="user" autocomplete="username" required autofocus value="${escapeXml(input.user)}"></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<button>Log in</button>
</form>`,
  );
}

/** Asks whether the client may have an app password. */
export function grantPage(
  session: BrowserSession,
  input: { clientName: string; displayName: string; stateToken: string },
): string {
  return page(
    session,
    "Account access",
    `<p>You are about to grant <strong>${escapeXml(input.clientName)}</strong> access to the account of
<strong>${escapeXml(input.displayName)}</strong>.</p>
<form method="post" action="/index.php/login/v2/grant">
${hidden("requesttoken", session.requestToken)}${hidden("stateToken", input.stateToken)}
<button>Grant access</button>
</form>
<form method="post" action="/index.php/logout">
${hidden("requesttoken", session.requestToken)}
<p><button>Use another account</button></p>
</form>`,
  );
}

/** The user's app passwords, each with a button that revokes it. */
export function securityPage(session: BrowserSession, passwords: ListedAppPassword[]): string {
  const rows = passwords.map(
    ({ id, name }) => `<li><span>${escapeXml(name || "Session")}</span>
<form method="post" action="/index.php/settings/user/security">
${hidden("requesttoken", session.requestToken)}${hidden("id", id)}<button>Revoke</button></form></li>`,
  );
  const list = rows.length === 0 ? "<p>There are none.</p>" : `<ul>\n${rows.join("\n")}\n</ul>`;
  return page(session, "Devices & sessions", list);
}

export function messagePage(title: string, message: string): string {
  return page(null, title, `<p>${escapeXml(message)}</p>`);
}
