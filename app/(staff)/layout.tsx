import type { ReactNode } from "react";
import { ConsoleFrame } from "./console-frame.tsx";

export const metadata = { robots: { index: false } };

export default function StaffLayout({ children }: { children: ReactNode }) {
  return <ConsoleFrame>{children}</ConsoleFrame>;
}
