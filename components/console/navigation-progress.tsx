"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useEffect, useState, useTransition } from "react";

type Go = (href: string, how?: { replace: boolean }) => void;
const GoContext = createContext<Go>(() => undefined);

/** Goes to another page of the console, with the bar above until it is there. */
export function useGo(): Go {
  return useContext(GoContext);
}

/**
 * A slim bar at the top while another page is on its way, whichever link or command asked for it. Not a loading.tsx:
 * that would answer a redirect to the sign-in page with 200.
 */
export function NavigationProgress({ children }: { children: ReactNode }) {
  const t = useTranslations("console.nav");
  const router = useRouter();
  const address = `${usePathname()}?${useSearchParams()}`;
  const [moving, startMoving] = useTransition();
  const [followed, setFollowed] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address is what ends it
  useEffect(() => setFollowed(false), [address]);

  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      if (leadsElsewhere(event)) setFollowed(true);
    };
    document.addEventListener("click", onClick, { capture: true });
    return () => document.removeEventListener("click", onClick, { capture: true });
  }, []);

  return (
    <GoContext
      value={(href, how) =>
        startMoving(() => (how?.replace ? router.replace(href, { scroll: false }) : router.push(href)))
      }
    >
      {(moving || followed) && (
        <div
          role="progressbar"
          aria-label={t("loading")}
          className="fixed inset-x-0 top-0 z-60 h-0.5 origin-left scale-x-90 bg-accent transition-transform delay-100 duration-[6s] starting:scale-x-0"
        />
      )}
      {children}
    </GoContext>
  );
}

/** True for a plain press on a link to another page of ours in this tab. */
function leadsElsewhere(event: MouseEvent): boolean {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return false;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link?.href || link.hasAttribute("download") || (link.target !== "" && link.target !== "_self"))
    return false;
  const { origin, pathname, search } = new URL(link.href);
  const here = window.location;
  return origin === here.origin && (pathname !== here.pathname || search !== here.search);
}
