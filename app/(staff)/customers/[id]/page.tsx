import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { LiveRefresh } from "#components/console/live-refresh.tsx";
import { customerHref } from "#components/customers/customer-filter.ts";
import { CustomerHead } from "#components/customers/customer-head.tsx";
import { CustomerHistory } from "#components/customers/customer-history.tsx";
import { CustomerNotes } from "#components/customers/customer-notes.tsx";
import { CustomerTabs } from "#components/customers/customer-tabs.tsx";
import { DuplicatesNotice } from "#components/customers/duplicates-notice.tsx";
import { CustomerMedia } from "#components/media/customer-media.tsx";
import { Link } from "#components/ui/link.tsx";
import { AppError } from "#lib/core/errors.ts";
import { showCustomer } from "#lib/customers/show-customer.ts";
import { maximumBytes } from "#lib/media/transfer/upload-limits.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { signedIn } from "../../signed-in.ts";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Once a request, for the title and the page alike; null where there is nobody, or nobody for this artist to see. */
const load = cache(async (id: string, isMedia: boolean) => {
  const ctx = await signedIn(customerHref(id, isMedia ? "media" : undefined));
  try {
    return { ctx, customer: await showCustomer(ctx, id) };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return { ctx, customer: null };
    throw error;
  }
});

async function read({ params, searchParams }: Props) {
  const isMedia = (await searchParams).tab === "media";
  return { ...(await load((await params).id, isMedia)), isMedia };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { customer } = await read(props);
  const t = await getTranslations("customers");
  return { title: customer?.name ?? t("notFound.title") };
}

export default async function CustomerPage(props: Props) {
  const { ctx, customer, isMedia } = await read(props);
  if (!customer) notFound();
  const t = await getTranslations("customers");
  const locale = await getLocale();
  const { timeZone } = await studioSettings(ctx);
  const nowMs = ctx.now();
  const { id, name, allowed } = customer;
  const isFrontDesk = ctx.actor.kind !== "artist";
  return (
    <>
      <LiveRefresh />
      <Link
        href="/customers"
        className="mb-5 inline-flex min-h-9 items-center gap-1.5 rounded-sm text-sm font-medium text-ink-soft underline-offset-4 hover:underline"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {t("title")}
      </Link>
      <CustomerHead customer={customer} nowMs={nowMs} timeZone={timeZone} locale={locale} />
      <DuplicatesNotice
        customer={{ id, name }}
        duplicates={customer.possibleDuplicates}
        mayMerge={allowed.merge}
      />
      <CustomerTabs id={id} tab={isMedia ? "media" : "overview"} />
      {isMedia ? (
        <CustomerMedia
          customer={{ id, name, folderPath: customer.folderPath }}
          allowed={{ write: allowed.edit, share: isFrontDesk, deleteFolders: isFrontDesk }}
          limits={{ maxBytes: maximumBytes(ctx.env), accept: ctx.env.PARLOUR_UPLOAD_TYPES }}
        />
      ) : (
        <div className="grid items-start gap-x-12 gap-y-9 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
          <CustomerNotes
            customer={{ id, name }}
            notes={customer.notes}
            nowMs={nowMs}
            timeZone={timeZone}
            editable={allowed.edit}
          />
          <CustomerHistory history={customer.history} nowMs={nowMs} timeZone={timeZone} />
        </div>
      )}
    </>
  );
}
