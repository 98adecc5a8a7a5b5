/**
 * The one range of bytes a Range header asks for (RFC 9110, section 14.1.2), as it is to be passed on; undefined for
 * several ranges, other units and what cannot be read, which a server may answer with the whole file (section 14.2).
 */
export function singleRange(header: string | undefined): string | undefined {
  const found = /^\s*bytes\s*=\s*(\d{0,15})\s*-\s*(\d{0,15})\s*$/i.exec(header ?? "");
  const [, first = "", last = ""] = found ?? [];
  if (first === "" && last === "") return undefined;
  if (first !== "" && last !== "" && Number(first) > Number(last)) return undefined;
  return `bytes=${first}-${last}`;
}
