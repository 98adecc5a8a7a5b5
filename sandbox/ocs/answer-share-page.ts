import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { escapeXml } from "#sandbox/dav/escape-xml.ts";
import { readBody } from "#sandbox/dav/read-body.ts";
import { answerGet } from "#sandbox/files/answer-get.ts";
import { sendRefusal } from "#sandbox/files/dav-answer.ts";
import { fileTarget } from "#sandbox/files/file-target.ts";
import { namesIn } from "#sandbox/files/walk-files.ts";
import { type FoundShare, isPasswordOf, type Share, type Shares } from "./shares.ts";

const pass = ({ token, passwordHash }: Share) =>
  createHash("sha256").update(`${token} ${passwordHash}`).digest("hex");

const isLetIn = (request: IncomingMessage, share: Share) =>
  share.passwordHash === null ||
  (request.headers.cookie ?? "").includes(`sandbox_share_${share.token}=${pass(share)}`);

function sendPage(response: ServerResponse, status: number, title: string, body: string) {
  const page =
    `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>${escapeXml(title)}</title>` +
    `<body style="font-family:sans-serif;max-width:32rem;margin:4rem auto">${body}</body></html>`;
  response.writeHead(status, { "Content-Type": "text/html; charset=UTF-8", "Cache-Control": "no-store" });
  response.end(page);
}

function passwordForm(wrong: boolean) {
  const hint = wrong ? '<p role="alert">The password is wrong. Try again.</p>' : "";
  return (
    `<h1>This share is password-protected</h1>${hint}<form method="post">` +
    '<label>Password <input type="password" name="password" required></label> <button>Open</button></form>'
  );
}

function showShare(shares: Shares, response: ServerResponse, { share, path, stats }: FoundShare) {
  const name = path.split("/").at(-1) ?? "";
  const base = `/index.php/s/${share.token}/download`;
  const target = fileTarget(shares.files, share.owner, path.split("/").filter(Boolean));
  const rows = stats.isDirectory()
    ? namesIn(target.absolute).map(
        (file) => `<li><a href="${base}?files=${encodeURIComponent(file)}">${escapeXml(file)}</a></li>`,
      )
    : [`<li><a href="${base}">Download ${escapeXml(name)}</a></li>`];
  const note = share.note === "" ? "" : `<p>${escapeXml(share.note)}</p>`;
  sendPage(response, 200, name, `<h1>${escapeXml(name)}</h1>${note}<ul>${rows.join("")}</ul>`);
}

/** The public page of a link, `/index.php/s/<token>`, and its download. False: the request is not for it. */
export async function answerSharePage(
  shares: Shares,
  request: IncomingMessage,
  response: ServerResponse,
  { path, query }: { path: string; query: URLSearchParams },
): Promise<boolean> {
  const [, token, download] = /^(?:\/index\.php)?\/s\/(\w{1,64})(\/download)?$/.exec(path) ?? [];
  if (token === undefined) return false;
  const found = shares.byToken(token);
  if (found === undefined) {
    sendPage(response, 404, "Not found", "<h1>This link is not valid any more</h1>");
    return true;
  }
  const { share } = found;
  if (request.method === "POST" && download === undefined) {
    const form = new URLSearchParams((await readBody(request)).toString("utf8"));
    if (isPasswordOf(share, form.get("password") ?? "")) {
      const cookie = `sandbox_share_${token}=${pass(share)}; Path=/; HttpOnly; SameSite=Lax`;
      response.writeHead(303, { Location: `/index.php/s/${token}`, "Set-Cookie": cookie }).end();
    } else sendPage(response, 200, "Password", passwordForm(true));
  } else if (!isLetIn(request, share)) sendPage(response, 200, "Password", passwordForm(false));
  else if (download === undefined) showShare(shares, response, found);
  else {
    try {
      const file = query.get("files");
      const segments = [...found.path.split("/"), ...(file === null ? [] : [file])].filter(Boolean);
      await answerGet(shares.files, request, response, fileTarget(shares.files, share.owner, segments));
    } catch (error) {
      sendRefusal(response, error);
    }
  }
  return true;
}
