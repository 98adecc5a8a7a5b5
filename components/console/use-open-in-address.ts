"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";

/** Whether a sheet is open, kept in the address (`?new=1`), so that a link or the command palette can open it. */
export function useOpenInAddress(name: string): [open: boolean, setOpen: (open: boolean) => void] {
  const router = useRouter();
  const path = usePathname();
  const params = useSearchParams();
  return [
    params.get(name) === "1",
    (open) => {
      const next = new URLSearchParams(params);
      if (open) next.set(name, "1");
      else next.delete(name);
      const query = next.toString();
      router.replace(query ? `${path}?${query}` : path, { scroll: false });
    },
  ];
}
