import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { LiveRefresh } from "#components/console/live-refresh.tsx";
import { NotAllowed } from "#components/console/not-allowed.tsx";
import { InquiryDetailsView } from "#components/inquiries/inquiry-details-view.tsx";
import { Link } from "#components/ui/link.tsx";
import { AppError } from "#lib/core/errors.ts";
import type { InquiryDetails } from "#lib/inquiries/inquiry-view.ts";
import { showInquiry } from "#lib/inquiries/show-inquiry.ts";
import { signedIn } from "../../signed-in.ts";

interface Props {
  params: Promise<{ id: string }>;
}

/** Once a request, for the title and the page alike. */
const load = cache(
  async (id: string): Promise<{ details: InquiryDetails | "not_found" | "not_allowed"; nowMs: number }> => {
    const ctx = await signedIn(`/inquiries/${encodeURIComponent(id)}`);
    try {
      return { details: await showInquiry(ctx, id), nowMs: ctx.now() };
    } catch (error) {
      if (error instanceof AppError && (error.code === "not_found" || error.code === "not_allowed"))
        return { details: error.code, nowMs: ctx.now() };
      throw error;
    }
  },
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { details } = await load((await params).id);
  const t = await getTranslations("inquiry.staff");
  return { title: typeof details === "string" ? t("title") : details.inquiry.clientName };
}

export default async function InquiryPage({ params }: Props) {
  const { details, nowMs } = await load((await params).id);
  if (details === "not_found") notFound();
  const t = await getTranslations("inquiry.staff");
  const console = await getTranslations("console");
  if (details === "not_allowed") return <NotAllowed>{console("notAllowed.appointment")}</NotAllowed>;
  return (
    <>
      <LiveRefresh />
      <Link
        href="/inquiries"
        className="mb-5 inline-flex min-h-9 items-center gap-1.5 rounded-sm text-sm font-medium text-ink-soft underline-offset-4 hover:underline"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {t("back")}
      </Link>
      <InquiryDetailsView details={details} nowMs={nowMs} />
    </>
  );
}
