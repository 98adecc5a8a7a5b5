/** Where the REST API begins: the shop's address, which people write with and without `/rest`. */
export function restBase(url: string): string {
  return `${url.replace(/\/+$/, "").replace(/\/rest$/i, "")}/rest`;
}
