"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "#components/ui/link.tsx";
import type { BellItem } from "./bell-item.ts";
import { itemPlace } from "./item-place.ts";

/** A notification's title, leading to where it leads: on another site in a tab of its own. Plain words where nowhere. */
export function ItemLink({
  item,
  className,
  onFollow,
  children,
}: {
  item: BellItem;
  className?: string;
  onFollow: () => void;
  children: ReactNode;
}) {
  const t = useTranslations("bell");
  const place = itemPlace(item, window.location.origin);
  if (place === null) return <span>{children}</span>;
  if (place.isOurs)
    return (
      <Link href={place.href} className={className} onClick={onFollow}>
        {children}
      </Link>
    );
  return (
    <a href={place.href} target="_blank" rel="noopener noreferrer" className={className} onClick={onFollow}>
      {children}
      <span className="sr-only"> ({t("newTab")})</span>
    </a>
  );
}
