import { ArrowLeft } from "lucide-react";
import { buttonVariants } from "#components/ui/button.tsx";
import { cn } from "#lib/core/cn.ts";
import { BookingLink } from "./booking-link.tsx";

/** Back to the step before, on phones. */
export function BackLink({ href, onGo, text }: { href: string; onGo: () => void; text: string }) {
  return (
    <BookingLink
      href={href}
      onGo={onGo}
      className={cn(buttonVariants({ variant: "ghost", size: "md" }), "-ml-3 mb-2 px-3 md:hidden")}
    >
      <ArrowLeft aria-hidden />
      {text}
    </BookingLink>
  );
}
