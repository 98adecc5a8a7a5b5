"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type Place, placeName, placeOf } from "./media-place.ts";

/** What the tab shows, kept in the address (`?folder=sent`), so that a reload and a link lead there again. */
export function usePlace(folderPath: string | null): [Place, (place: Place) => void] {
  const pathname = usePathname();
  const parameters = useSearchParams();
  const name = parameters.get("folder");
  const place = useMemo(() => placeOf(name, folderPath), [name, folderPath]);
  const choose = useCallback(
    (next: Place) => {
      const query = new URLSearchParams(parameters);
      const chosen = placeName(next);
      if (chosen === "") query.delete("folder");
      else query.set("folder", chosen);
      // Next takes this up as a shallow change: the server is not asked.
      window.history.pushState(null, "", `${pathname}?${query}`);
    },
    [pathname, parameters],
  );
  return [place, choose];
}
