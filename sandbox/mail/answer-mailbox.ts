import type { IncomingMessage, ServerResponse } from "node:http";
import type { MailStore, StoredMail } from "./mail-store.ts";
import { listPage, MAILBOX, type MailPart, messagePage } from "./mailbox-pages.ts";

/** Whatever a message holds, it can neither run nor load anything; its links open outside of it. */
const CAGED =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/**
 * The mailbox: a page, a message (`?part=html|text|source`), its HTML alone, its files, and everything as JSON for
 * tests (`/_sandbox/mail.json?to=address`; DELETE empties it). False: for something else.
 */
export function answerMailbox(
  request: IncomingMessage,
  response: ServerResponse,
  context: { path: string; query: URLSearchParams; mails: MailStore; smtpPort: number | null },
): boolean {
  const { path, query, mails, smtpPort } = context;
  if (path === `${MAILBOX}.json`) {
    if (request.method === "DELETE") mails.clear();
    const to = query.get("to");
    const listed = mails.list().filter((mail) => to === null || mail.to.includes(to));
    send(response, "application/json", JSON.stringify({ smtpPort, messages: listed.map(toJson) }));
    return true;
  }
  if (path === MAILBOX) {
    send(response, "text/html", listPage(mails.list(), smtpPort));
    return true;
  }
  const [, id = "", sub = ""] = /^\/_sandbox\/mail\/(\d+)(?:\/(.+))?$/.exec(path) ?? [];
  if (id === "") return false;
  const mail = mails.find(id);
  if (!mail) sendMissing(response);
  else if (sub === "") {
    const part = query.get("part");
    const shown: MailPart = part === "text" || part === "source" ? part : "html";
    send(
      response,
      "text/html",
      messagePage(mail, shown, () => mails.raw(id).toString("utf8")),
    );
  } else if (sub === "html") {
    response.setHeader("Content-Security-Policy", CAGED);
    send(response, "text/html", (mail.parsed.html ?? "").replace(/<head>/i, '<head><base target="_blank">'));
  } else if (sub === "raw") send(response, "message/rfc822", mails.raw(id));
  else sendFile(response, mail, /^attachments\/(\d+)$/.exec(sub)?.[1]);
  return true;
}

function sendFile(response: ServerResponse, mail: StoredMail, index: string | undefined) {
  const file = index === undefined ? undefined : mail.parsed.attachments[Number(index)];
  if (!file) return sendMissing(response);
  const name = encodeURIComponent(file.filename ?? "attachment");
  response.setHeader("Content-Disposition", `attachment; filename*=UTF-8''${name}`);
  send(response, "application/octet-stream", contentOf(file.content));
}

function toJson(mail: StoredMail) {
  const { id, at, from, to, parsed } = mail;
  return {
    id,
    at: new Date(at).toISOString(),
    from,
    to,
    subject: parsed.subject ?? "",
    text: parsed.text ?? "",
    html: parsed.html ?? "",
    replyTo: (parsed.replyTo ?? []).map(({ address }) => address),
    attachments: parsed.attachments.map(({ filename, mimeType, method, content }) => ({
      filename,
      mimeType,
      method,
      text: /^text\/|\/ics$/.test(mimeType) ? contentOf(content).toString("utf8") : null,
    })),
  };
}

function contentOf(content: ArrayBuffer | Uint8Array | string): Buffer {
  if (typeof content === "string") return Buffer.from(content);
  return content instanceof Uint8Array ? Buffer.from(content) : Buffer.from(new Uint8Array(content));
}

function send(response: ServerResponse, type: string, body: string | Buffer) {
  response.writeHead(200, {
    "Content-Type": type.startsWith("text/") ? `${type}; charset=utf-8` : type,
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
  });
  response.end(body);
}

function sendMissing(response: ServerResponse) {
  response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" });
  response.end("There is no such mail.");
}
