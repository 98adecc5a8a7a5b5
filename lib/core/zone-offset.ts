/** What a zone is ahead of UTC at an instant (epoch ms), as it is written beside times: `GMT+5:30`. */
export function zoneOffset(instantMs: number, zone: string): string {
  const format = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" });
  const offset = format.formatToParts(instantMs).find((part) => part.type === "timeZoneName")?.value ?? "";
  return offset.replace(/^GMT[+-]0$/, "GMT");
}
