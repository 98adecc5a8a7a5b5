import { escapeXml } from "#sandbox/dav/escape-xml.ts";
import type { StoredMail } from "./mail-store.ts";

/** The mailbox as pages: a list, and one message. */

const STYLE = `
:root{color-scheme:light dark;--ground:light-dark(#f7f4ee,#171310);--card:light-dark(#fffdf9,#221d19);--ink:light-dark(#1f1915,#eee8e0);--soft:light-dark(#5b524a,#c3bab0);--line:light-dark(#e6e0d6,#3a332d)}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:1.5rem 1rem 4rem;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
h1{margin:0 0 .25rem;font-size:1.45rem;line-height:1.3;overflow-wrap:anywhere}
a{color:inherit}
p{margin:.25rem 0 1rem}
.soft{color:var(--soft);font-size:.9rem}
ul.mails{list-style:none;margin:1.25rem 0;padding:0;border-top:1px solid var(--line)}
ul.mails li{border-bottom:1px solid var(--line)}
ul.mails a{display:grid;grid-template-columns:1fr auto;gap:.1rem 1rem;padding:.8rem .25rem;text-decoration:none}
ul.mails a:hover strong{text-decoration:underline}
ul.mails span{color:var(--soft);font-size:.9rem;overflow-wrap:anywhere}
ul.mails time{color:var(--soft);font-size:.9rem;white-space:nowrap}
dl{display:grid;grid-template-columns:auto 1fr;gap:.15rem 1rem;margin:1rem 0;font-size:.95rem}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
nav{display:flex;flex-wrap:wrap;gap:.5rem;margin:1rem 0}
nav a,.back{display:inline-block;padding:.5rem .9rem;border:1px solid var(--line);border-radius:6px;text-decoration:none;background:var(--card)}
nav a[aria-current]{border-color:var(--ink);font-weight:600}
iframe{display:block;width:100%;height:70rem;border:1px solid var(--line);border-radius:6px;background:#fff}
pre{margin:0;padding:1rem;border:1px solid var(--line);border-radius:6px;background:var(--card);white-space:pre-wrap;overflow-wrap:anywhere;font-size:.9rem}
`;

export const MAILBOX = "/_sandbox/mail";

function page(title: string, body: string, head = ""): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeXml(title)}</title>${head}<style>${STYLE}</style></head><body>${body}</body></html>`;
}

/** Shows what is new without being asked, and moves nothing under a reader's hands while nothing is. */
const LOOK_AGAIN = `
const page = () => fetch(location.href).then((answer) => answer.text());
page().then((first) => setInterval(async () => {
  if ((await page().catch(() => first)) !== first) location.reload();
}, 3000));`;

/** Every message, the newest first; looks again by itself. */
export function listPage(mails: StoredMail[], smtpPort: number | null): string {
  const items = mails.map(
    (mail) =>
      `<li><a href="${MAILBOX}/${mail.id}"><strong>${escapeXml(mail.parsed.subject ?? "(no subject)")}</strong>${time(mail)}<span>to ${escapeXml(mail.to.join(", "))}</span></a></li>`,
  );
  const where = smtpPort === null ? "No mail server is running." : `Mail server on port ${smtpPort}.`;
  return page(
    `Mailbox (${mails.length})`,
    `<h1>Mailbox</h1><p class="soft">Everything the studio sends ends here and goes nowhere else. ${where}</p>
${items.length > 0 ? `<ul class="mails">${items.join("")}</ul>` : "<p>No mail yet. Ask for an appointment, and the answer is here within seconds.</p>"}`,
    `<script>${LOOK_AGAIN}</script>`,
  );
}

export type MailPart = "html" | "text" | "source";

/** One message: its HTML in a frame that can run nothing, its text, or all of it as it came. */
export function messagePage(mail: StoredMail, part: MailPart, raw: () => string): string {
  const { parsed, id } = mail;
  const tabs: [MailPart, string][] = [
    ...(parsed.html ? [["html", "HTML"] satisfies [MailPart, string]] : []),
    ["text", "Text"],
    ["source", "Source"],
  ];
  const shown = part === "html" && !parsed.html ? "text" : part;
  const nav = tabs.map(
    ([name, label]) =>
      `<a href="${MAILBOX}/${id}?part=${name}"${name === shown ? ' aria-current="page"' : ""}>${label}</a>`,
  );
  const files = parsed.attachments.map(
    (file, index) =>
      `<a href="${MAILBOX}/${id}/attachments/${index}">${escapeXml(file.filename ?? file.mimeType)}</a>`,
  );
  const body =
    shown === "html"
      ? `<iframe src="${MAILBOX}/${id}/html" title="The message" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`
      : `<pre>${escapeXml(shown === "text" ? (parsed.text ?? "") : raw())}</pre>`;
  return page(
    parsed.subject ?? "(no subject)",
    `<p><a class="back" href="${MAILBOX}">All mails</a></p>
<h1>${escapeXml(parsed.subject ?? "(no subject)")}</h1>
<dl><dt>From</dt><dd>${escapeXml(person(parsed.from) || mail.from)}</dd>
<dt>To</dt><dd>${escapeXml(mail.to.join(", "))}</dd>
${parsed.replyTo?.length ? `<dt>Answers to</dt><dd>${escapeXml(parsed.replyTo.map(person).join(", "))}</dd>` : ""}
<dt>When</dt><dd>${time(mail)}</dd>
${files.length > 0 ? `<dt>Files</dt><dd>${files.join(", ")}</dd>` : ""}</dl>
<nav aria-label="Parts">${nav.join("")}</nav>
${body}`,
  );
}

function person(address: { name?: string; address?: string } | undefined): string {
  return [address?.name, address?.address && `<${address.address}>`].filter(Boolean).join(" ");
}

function time({ at }: StoredMail): string {
  const iso = new Date(at).toISOString();
  return `<time datetime="${iso}">${iso.slice(0, 16).replace("T", " ")} UTC</time>`;
}
