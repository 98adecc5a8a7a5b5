/** Where the form's pages stand in a frame of this look; its links begin with it as those of the site with `/book`. */
export function embedBase(look: string): string {
  return `/embed/booking/${encodeURIComponent(decodeURIComponent(look))}`;
}
