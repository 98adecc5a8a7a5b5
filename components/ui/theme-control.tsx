import { Monitor, Moon, Sun } from "lucide-react";

export type Theme = "system" | "light" | "dark";

const icons = { system: Monitor, light: Sun, dark: Moon };

/**
 * Light, dark, or as the device says; as a form, so that it works without JavaScript.
 * `action` stores the choice; it receives the field `theme`.
 */
export function ThemeControl({
  action,
  current,
  label,
  names,
}: {
  action: (form: FormData) => void | Promise<void>;
  current: Theme;
  label: string;
  names: Record<Theme, string>;
}) {
  return (
    <form action={action} aria-label={label} className="inline-flex">
      {(["system", "light", "dark"] as const).map((theme) => {
        const Icon = icons[theme];
        return (
          <button
            key={theme}
            type="submit"
            name="theme"
            value={theme}
            title={names[theme]}
            aria-label={names[theme]}
            aria-pressed={theme === current}
            className="grid size-11 place-items-center rounded-sm text-ink-faint transition-colors hover:text-ink aria-pressed:text-ink"
          >
            <Icon aria-hidden className="size-4.5" strokeWidth={theme === current ? 2.25 : 1.5} />
          </button>
        );
      })}
    </form>
  );
}
