import type { ReactNode } from "react";
import { ConsoleFrame } from "../(staff)/console-frame.tsx";

export const metadata = { robots: { index: false } };

export default function AdminLayout({ children }: { children: ReactNode }) {
  return <ConsoleFrame>{children}</ConsoleFrame>;
}
