/** Where a picture of the studio is fetched; null where there is none. */
export function pictureLink(id: string | null): string | null {
  return id === null ? null : `/api/pictures/${id}`;
}
