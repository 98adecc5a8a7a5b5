/** A server name and an opaque id (client-server API, "Content repository"); nothing that leads elsewhere in a path. */
const MXC = /^mxc:\/\/([A-Za-z0-9.-]{1,230}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?\/([A-Za-z0-9_-]{1,255})$/;

/** The parts of an `mxc://server/id` address; null for anything else. */
export function parseMxc(mxc: string): { server: string; mediaId: string } | null {
  const [, host, port = "", mediaId] = MXC.exec(mxc) ?? [];
  return host === undefined || mediaId === undefined ? null : { server: `${host}${port}`, mediaId };
}
