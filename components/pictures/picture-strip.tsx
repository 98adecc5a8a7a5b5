import { useTranslations } from "next-intl";

/** As much of a picture as is shown. */
export interface ShownPicture {
  id: string;
  filename: string;
}

/**
 * Pictures in a row, small. `srcOf` says where each is fetched: `studioPicture` in the console, `ownPicture(token)` on a
 * customer's page. With `hrefOf` each opens larger.
 */
export function PictureStrip({
  pictures,
  srcOf,
  hrefOf,
}: {
  pictures: readonly ShownPicture[];
  srcOf: (id: string) => string;
  hrefOf?: (id: string) => string;
}) {
  const t = useTranslations("common.pictures");
  if (pictures.length === 0) return null;
  return (
    <ul aria-label={t("label")} className="flex flex-wrap gap-2.5">
      {pictures.map(({ id, filename }) => {
        const picture = (
          // biome-ignore lint/performance/noImgElement: small already, and not to be kept by anything in between
          <img
            src={srcOf(id)}
            alt={filename}
            loading="lazy"
            className="size-24 rounded-md border bg-sunk object-cover"
          />
        );
        return (
          <li key={id}>
            {hrefOf ? (
              <a href={hrefOf(id)} target="_blank" rel="noreferrer" className="block rounded-md">
                {picture}
              </a>
            ) : (
              picture
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Where somebody of the studio fetches a picture, `size` pixels at most on either side. */
export function studioPicture(id: string, size = 320): string {
  return `/api/crm/pictures/${encodeURIComponent(id)}?size=${size}`;
}

/** Where a customer fetches their own, by their link's token. */
export function ownPicture(linkToken: string): (id: string) => string {
  return (id) => `/api/pictures/mine/${encodeURIComponent(linkToken)}/${encodeURIComponent(id)}`;
}
