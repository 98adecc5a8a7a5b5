import { escapeHref, escapeHtml, escapeLines } from "#lib/core/escape-html.ts";
import { textOn } from "#lib/studio/accent-contrast.ts";
import type { MailDocument, MailFact } from "./mail-document.ts";

/** Vermilion, as in the theme; mail programs know no oklch(). */
const ACCENT = "#c0391b";
const FACE = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const DISPLAY = "font-family:'Iowan Old Style','Palatino Linotype',Palatino,Georgia,serif";

/** Programs that know dark mode get our own dark colours instead of inverted ones. */
const DARK = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
a{color:#1f1915}
@media (prefers-color-scheme:dark){
.ground{background:#171310!important}
.card{background:#221d19!important;border-left-color:#3a332d!important;border-right-color:#3a332d!important;border-bottom-color:#3a332d!important}
.ink,.ink a,a.ink{color:#eee8e0!important}
.soft,.soft a{color:#c3bab0!important}
.line{border-color:#3a332d!important}
.quote{background:#2c2621!important;border-color:#5a5048!important}
}
@media (max-width:480px){
.pad{padding:24px 20px!important}
.label,.value{display:block!important;width:auto!important}
.label{padding:10px 0 0!important}
.value{padding:2px 0 10px!important;border-top:0!important}
}`;

/**
 * The mail as HTML for every mail program, old ones included: tables, colours in place, nothing loaded from anywhere.
 * Whatever people wrote is escaped.
 */
export function mailHtml(mail: MailDocument): string {
  const accent = mail.accent ?? ACCENT;
  return `<!DOCTYPE html>
<html lang="${mail.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${escapeHtml(mail.subject)}</title>
<style>${DARK}</style>
</head>
<body class="ground" style="margin:0;padding:0;background:#f7f4ee;-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(mail.paragraphs[0] ?? "")}</div>
<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f7f4ee" style="background:#f7f4ee">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px">
<tr><td class="ink" style="padding:0 4px 16px;${DISPLAY};font-size:20px;line-height:28px;font-weight:600;color:#1f1915">${escapeHtml(mail.studio)}</td></tr>
<tr><td class="card pad" bgcolor="#fffdf9" style="background:#fffdf9;border:1px solid #e6e0d6;border-top:3px solid ${accent};border-radius:6px;padding:32px">
${[
  paragraph(mail.greeting),
  ...mail.paragraphs.map(paragraph),
  mail.quote ? quote(mail.quote) : "",
  facts(mail.facts),
  button(mail.button, accent),
  ...mail.notes.map(note),
  mail.links.length > 0 ? links(mail.links) : "",
].join("\n")}
</td></tr>
<tr><td class="soft" style="padding:20px 4px 8px;${FACE};font-size:14px;line-height:21px;color:#5b524a">${mail.footer
    .map(escapeLines)
    .join("<br><br>")}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function paragraph(text: string): string {
  return `<p class="ink" style="margin:0 0 16px;${FACE};font-size:16px;line-height:25px;color:#1f1915">${escapeLines(text)}</p>`;
}

function quote({ by, text }: { by: string; text: string }): string {
  return `<p class="soft" style="margin:0 0 6px;${FACE};font-size:14px;line-height:21px;color:#5b524a">${escapeHtml(by)}</p>
<blockquote class="quote ink" style="margin:0 0 20px;padding:12px 16px;background:#f7f4ee;border-left:3px solid #cfc6b9;${FACE};font-size:16px;line-height:25px;color:#1f1915;overflow-wrap:anywhere">${escapeLines(text)}</blockquote>`;
}

function facts(list: MailFact[]): string {
  const rows = list.map(({ label, lines, isList, link }) => {
    const value = [
      ...(isList ? [lines.map(listed).join("")] : lines.map(escapeLines)),
      ...(link
        ? [
            `<a class="ink" href="${escapeHref(link.url)}" style="color:#1f1915;font-weight:600">${escapeHtml(link.label)}</a>`,
          ]
        : []),
    ].join("<br>");
    const cell = `border-top:1px solid #e6e0d6;vertical-align:top;${FACE};line-height:24px`;
    return `<tr>
<td class="label soft line" width="110" style="${cell};padding:10px 16px 10px 0;font-size:14px;color:#5b524a">${escapeHtml(label)}</td>
<td class="value ink line" style="${cell};padding:10px 0;font-size:16px;color:#1f1915;overflow-wrap:anywhere">${value}</td>
</tr>`;
  });
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0" role="presentation" style="margin:8px 0 28px">
${rows.join("\n")}
</table>`;
}

function listed(line: string, index: number): string {
  return `<div style="padding:${index === 0 ? 0 : 8}px 0 0">${escapeLines(line)}</div>`;
}

function button({ label, url }: { label: string; url: string }, accent: string): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 24px"><tr>
<td bgcolor="${accent}" style="background:${accent};border-radius:6px"><a href="${escapeHref(url)}" style="display:inline-block;padding:13px 24px;${FACE};font-size:16px;line-height:22px;font-weight:600;color:${textOn(accent)};text-decoration:none">${escapeHtml(label)}</a></td>
</tr></table>`;
}

function note(text: string): string {
  return `<p class="soft" style="margin:0 0 8px;${FACE};font-size:14px;line-height:21px;color:#5b524a">${escapeLines(text)}</p>`;
}

function links(list: { label: string; url: string }[]): string {
  const anchors = list.map(
    ({ label, url }) =>
      `<a href="${escapeHref(url)}" style="display:inline-block;color:#5b524a;text-decoration:underline">${escapeHtml(label)}</a>`,
  );
  return `<p class="soft" style="margin:0;${FACE};font-size:14px;line-height:24px;color:#5b524a">${anchors.join(" &nbsp;·&nbsp; ")}</p>`;
}
