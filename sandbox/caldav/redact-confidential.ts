const kept = new Set(["BEGIN", "END", "CREATED", "DTSTART", "RRULE", "DURATION", "DTEND", "CLASS", "UID"]);

/**
 * A CONFIDENTIAL object as Nextcloud shows it to a sharee: each event keeps its times and is called "Busy".
 * EXDATE is lost with the rest, as on the real server, so an excluded instance looks busy again.
 */
export function redactConfidential(text: string): string {
  const result: string[] = [];
  let inEvent = false;
  for (const line of text.replace(/\r?\n[ \t]/g, "").split(/\r?\n/)) {
    if (/^BEGIN:VEVENT/i.test(line)) inEvent = true;
    const name = /^[A-Za-z0-9-]+/.exec(line)?.[0].toUpperCase() ?? "";
    if (!inEvent || kept.has(name)) result.push(line);
    else if (name === "SUMMARY") result.push("SUMMARY:Busy");
    if (/^END:VEVENT/i.test(line)) inEvent = false;
  }
  return result.join("\r\n");
}
