"use client";

import NextLink from "next/link";
import { type ComponentProps, useState } from "react";

/**
 * A link of the console. What it leads to is fetched when somebody is about to follow it: a page of the console has
 * dozens of links, and fetching ahead for each of them asked the server forty times a page.
 */
export function Link({
  onMouseEnter,
  onTouchStart,
  onFocus,
  ...props
}: Omit<ComponentProps<typeof NextLink>, "prefetch">) {
  const [isMeant, setIsMeant] = useState(false);
  return (
    <NextLink
      prefetch={isMeant ? null : false}
      onMouseEnter={(event) => {
        setIsMeant(true);
        onMouseEnter?.(event);
      }}
      onTouchStart={(event) => {
        setIsMeant(true);
        onTouchStart?.(event);
      }}
      onFocus={(event) => {
        setIsMeant(true);
        onFocus?.(event);
      }}
      {...props}
    />
  );
}
