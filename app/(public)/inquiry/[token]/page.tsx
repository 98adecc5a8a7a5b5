import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { TooMany } from "#components/appointments/too-many.tsx";
import { ForgetWords } from "#components/booking/forget-words.tsx";
import { InquiryPageView } from "#components/inquiries/inquiry-page-view.tsx";
import { readFormDraft } from "#lib/appointments/form-draft.ts";
import { mayVisitLink } from "#lib/http/limit-link-visit.ts";
import { pageContext } from "#lib/http/page-context.ts";
import { findManagedInquiry } from "#lib/inquiries/find-managed-inquiry.ts";
import { listDraftPictures } from "#lib/pictures/list-draft-pictures.ts";

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("inquiry.page");
  return { title: t("title"), robots: { index: false, follow: false }, referrer: "no-referrer" };
}

export default async function InquiryPage({ params, searchParams }: Props) {
  await connection();
  const ctx = await pageContext();
  if (!(await mayVisitLink(ctx))) return <TooMany />;
  const { token } = await params;
  const page = await findManagedInquiry(ctx, token);
  if (!page) notFound();
  const query = await searchParams;
  const draft = typeof query.draft === "string" ? await readFormDraft(ctx, query.draft) : null;
  return (
    <>
      {query.new === "1" && <ForgetWords />}
      <InquiryPageView
        page={page}
        token={token}
        nowMs={ctx.now()}
        isNew={query.new === "1"}
        done={typeof query.done === "string" ? query.done : null}
        draft={draft}
        draftPictures={await listDraftPictures(ctx, draft?.values.pictures)}
      />
    </>
  );
}
