"use client";

import {
  Blocks,
  CalendarCog,
  CalendarDays,
  ClipboardList,
  ContactRound,
  FileSignature,
  Inbox,
  KeyRound,
  Lightbulb,
  ListChecks,
  type LucideIcon,
  MessageSquareCode,
  MessagesSquare,
  RefreshCw,
  Settings2,
  UserRound,
  UserRoundCog,
  Users,
  Webhook,
} from "lucide-react";
import { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Link } from "#components/ui/link.tsx";
import { cn } from "#lib/core/cn.ts";
import { MorePlaces } from "./more-places.tsx";
import { isAt, type Place, type PlaceKey } from "./navigation.ts";

const icons: Record<PlaceKey, LucideIcon> = {
  dashboard: Inbox,
  appointments: ClipboardList,
  schedule: CalendarDays,
  inquiries: Lightbulb,
  customers: ContactRound,
  artists: Users,
  profile: UserRound,
  services: ListChecks,
  calendars: CalendarCog,
  sync: RefreshCw,
  users: UserRoundCog,
  consents: FileSignature,
  tokens: KeyRound,
  webhooks: Webhook,
  integrations: Blocks,
  messenger: MessagesSquare,
  adminMessenger: MessageSquareCode,
  settings: Settings2,
};

/** As many as fit under a thumb; the last of them is the way to the rest. */
const BAR_PLACES = 4;

/** The console's places: beside the page on a desk, under the thumb on a phone. */
export function ConsoleNav({ places, bar = false }: { places: readonly Place[]; bar?: boolean }) {
  const t = useTranslations("console.nav");
  const path = usePathname();
  const shown = bar && places.length > BAR_PLACES ? places.slice(0, BAR_PLACES - 1) : places;
  const rest = places.slice(shown.length);
  return (
    <nav aria-label={t("label")}>
      <ul className={bar ? "flex" : "space-y-0.5"}>
        {shown.map((place) => (
          <li key={place.key} className={bar ? "min-w-0 flex-1" : undefined}>
            <PlaceLink place={place} path={path} bar={bar} />
          </li>
        ))}
        {rest.length > 0 && (
          <li className="min-w-0 flex-1">
            <MorePlaces current={rest.some(({ href }) => isAt(path, href))}>
              <ul className="space-y-0.5">
                {rest.map((place) => (
                  <li key={place.key}>
                    <PlaceLink place={place} path={path} bar={false} />
                  </li>
                ))}
              </ul>
            </MorePlaces>
          </li>
        )}
      </ul>
    </nav>
  );
}

function PlaceLink({ place: { key, href }, path, bar }: { place: Place; path: string; bar: boolean }) {
  const t = useTranslations("console.nav");
  const current = isAt(path, href);
  return (
    <Link
      href={href}
      aria-current={current ? "page" : undefined}
      className={cn(
        "text-ink-soft transition-colors hover:text-ink aria-[current=page]:text-ink",
        bar
          ? "flex min-h-15 flex-col items-center justify-center gap-1 px-1 text-xs -outline-offset-4 aria-[current=page]:font-semibold"
          : "flex min-h-11 items-center gap-3 rounded-md px-3 text-sm font-medium hover:bg-sunk aria-[current=page]:bg-sunk",
      )}
    >
      <PlaceIcon icon={icons[key]} current={current} />
      <span className="max-w-full truncate">{t(key)}</span>
    </Link>
  );
}

/** The icon breathes while its page is on the way. */
function PlaceIcon({ icon: Icon, current }: { icon: LucideIcon; current: boolean }) {
  const { pending } = useLinkStatus();
  return (
    <Icon
      aria-hidden
      className={cn("size-5 shrink-0", pending && "animate-pulse text-accent-text")}
      strokeWidth={current ? 2.1 : 1.6}
    />
  );
}
