/** Where a small picture of a draft is fetched by whoever knows its token. */
export function draftPreviewUrl(token: string): string {
  return `/api/pictures/drafts/${encodeURIComponent(token)}`;
}
