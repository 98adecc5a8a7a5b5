import { escapeXml } from "#sandbox/dav/escape-xml.ts";
import type { ShownMessage, ShownRoom } from "./shown-rooms.ts";

/** What reached Matrix, as pages to look at: a list of rooms, and one room. */

const STYLE = `
:root{color-scheme:light dark;--ground:light-dark(#f7f4ee,#171310);--card:light-dark(#fffdf9,#221d19);--ink:light-dark(#1f1915,#eee8e0);--soft:light-dark(#5b524a,#c3bab0);--line:light-dark(#e6e0d6,#3a332d)}
*{box-sizing:border-box}
body{margin:0 auto;max-width:52rem;padding:1.5rem 1rem 4rem;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
h1{margin:0 0 .25rem;font-size:1.45rem;line-height:1.3;overflow-wrap:anywhere}
a{color:inherit}
p{margin:.25rem 0 1rem}
.soft{color:var(--soft);font-size:.9rem;overflow-wrap:anywhere}
ul{list-style:none;margin:1.25rem 0;padding:0;border-top:1px solid var(--line)}
li{border-bottom:1px solid var(--line);padding:.8rem .25rem}
li>a{display:grid;grid-template-columns:1fr auto;gap:.1rem 1rem;text-decoration:none}
li>a:hover strong{text-decoration:underline}
li header{display:flex;gap:1rem;justify-content:space-between}
time{color:var(--soft);font-size:.9rem;white-space:nowrap}
pre{margin:.35rem 0 0;font:inherit;white-space:pre-wrap;overflow-wrap:anywhere}
.rings{border:1px solid currentColor;border-radius:999px;padding:0 .5rem;font-size:.8rem}
.back{display:inline-block;padding:.5rem .9rem;border:1px solid var(--line);border-radius:6px;text-decoration:none;background:var(--card)}
`;

/** Shows what is new without being asked. */
const LOOK_AGAIN = `
const page = () => fetch(location.href).then((answer) => answer.text());
page().then((first) => setInterval(async () => {
  if ((await page().catch(() => first)) !== first) location.reload();
}, 3000));`;

function page(title: string, body: string): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeXml(title)}</title><style>${STYLE}</style></head><body>${body}<script>${LOOK_AGAIN}</script></body></html>`;
}

/** Every room, the liveliest first. @param waiting how many events the application service has not taken */
export function roomsPage(rooms: ShownRoom[], waiting: number): string {
  const items = rooms.map((room) => {
    const last = room.messages.at(-1);
    const words = last ? `${last.senderName}: ${bodyOf(last)}`.slice(0, 140) : "Nothing was said yet.";
    return `<li><a href="?room=${encodeURIComponent(room.roomId)}"><strong>${escapeXml(room.name || room.roomId)}</strong>${last ? time(last) : ""}<span class="soft">${escapeXml(words)}</span></a></li>`;
  });
  const late = waiting === 0 ? "" : ` ${waiting} events wait for Parlour.`;
  return page(
    `Matrix (${rooms.length})`,
    `<h1>Matrix</h1><p class="soft">What reached the homeserver of this demo.${late}</p>${items.length > 0 ? `<ul>${items.join("")}</ul>` : "<p>No room yet. Send a notification, and the first one is here.</p>"}`,
  );
}

export function roomPage(room: ShownRoom): string {
  const items = room.messages.map(
    (message) =>
      `<li><header><strong>${escapeXml(message.senderName)}</strong>${time(message)}</header>${rings(message)}<pre>${escapeXml(bodyOf(message))}</pre></li>`,
  );
  const people = `${room.joined.length} people${room.invited.length > 0 ? `, ${room.invited.length} invited` : ""}`;
  return page(
    room.name || room.roomId,
    `<p><a class="back" href="?">All rooms</a></p><h1>${escapeXml(room.name || room.roomId)}</h1><p class="soft">${escapeXml([room.topic, ...room.aliases, room.roomId, people].filter(Boolean).join(" · "))}</p><ul>${items.join("")}</ul>`,
  );
}

function bodyOf({ content, isRemoved }: ShownMessage): string {
  if (isRemoved) return "(removed)";
  const file = typeof content.url === "string" ? ` (${String(content.filename ?? "file")})` : "";
  return `${String(content.body ?? "")}${file}`;
}

/** Whom the message rings. */
function rings({ content }: ShownMessage): string {
  const mentions = Object(content["m.mentions"]);
  const users: unknown = mentions.user_ids;
  if (mentions.room === true) return '<span class="rings">rings everybody</span>';
  return Array.isArray(users) && users.length > 0
    ? `<span class="rings">rings ${escapeXml(users.join(", "))}</span>`
    : "";
}

function time({ at }: ShownMessage): string {
  const iso = new Date(at).toISOString();
  return `<time datetime="${iso}">${iso.slice(0, 16).replace("T", " ")} UTC</time>`;
}
