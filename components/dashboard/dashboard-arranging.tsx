"use client";

import { LayoutDashboard } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import {
  type ComponentType,
  createContext,
  type ReactNode,
  useContext,
  useMemo,
  useRef,
  useState,
} from "react";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ArrangeBoardProps } from "./arrange-board.tsx";

interface Arranging {
  /** What arranges the board, once it is switched on: fetched then and not before. */
  Board: ComponentType<ArrangeBoardProps> | null;
  isLoading: boolean;
  start: () => void;
  stop: () => void;
  button: { current: HTMLButtonElement | null };
}

const Context = createContext<Arranging | null>(null);

/** Whether the dashboard is being arranged; around its head, which has the button, and its board. */
export function DashboardArranging({ children }: { children: ReactNode }) {
  const t = useTranslations("widgets.board");
  const toast = useToast();
  const router = useRouter();
  const [Board, setBoard] = useState<ComponentType<ArrangeBoardProps> | null>(null);
  const [isLoading, setLoading] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const value = useMemo(
    (): Arranging => ({
      Board,
      isLoading,
      button,
      start: () => {
        setLoading(true);
        import("./arrange-board.tsx")
          .then(({ ArrangeBoard }) => setBoard(() => ArrangeBoard))
          .catch(() => toast({ tone: "bad", text: t("notLoaded") }))
          .finally(() => setLoading(false));
      },
      stop: () => {
        setBoard(null);
        // Whoever comes back to this page by the browser's button sees it as it is now.
        router.refresh();
        requestAnimationFrame(() => button.current?.focus());
      },
    }),
    [Board, isLoading, router, t, toast],
  );
  return <Context value={value}>{children}</Context>;
}

export function useArranging(): Arranging {
  const value = useContext(Context);
  if (!value) throw new Error("outside of DashboardArranging");
  return value;
}

export function ArrangeButton() {
  const t = useTranslations("widgets.board");
  const { Board, isLoading, start, button } = useArranging();
  if (Board) return null;
  return (
    <Button ref={button} size="sm" busy={isLoading} className="noscript:hidden" onClick={start}>
      {!isLoading && <LayoutDashboard aria-hidden />}
      {t("arrange")}
    </Button>
  );
}
