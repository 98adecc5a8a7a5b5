/**
 * Where somebody is led once their request is made: to their own link; in another site's frame, where that may not be
 * shown, to a page that says so. `page` is the address of the form, `managePath` that of the customer's link.
 */
export function afterRequest(page: string, managePath: string): string {
  const look = /^\/embed\/booking\/([^/]+)\//.exec(page)?.[1];
  const token = managePath.split("/").at(-1) ?? "";
  return look ? `/embed/requested/${look}/${token}` : `${managePath}?new=1`;
}
