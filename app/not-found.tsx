import { NotFoundPage, notFoundMetadata } from "#components/site/not-found-page.tsx";

export const generateMetadata = notFoundMetadata;

export default function NotFound() {
  return <NotFoundPage />;
}
