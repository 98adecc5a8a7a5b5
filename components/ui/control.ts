/** Classes that every text-like control shares. 16 px text, so that phones do not zoom in. */
export const controlClasses =
  "w-full min-w-0 rounded-md border border-line-strong bg-raised px-3 text-base text-ink transition-colors placeholder:text-ink-faint hover:border-ink-faint disabled:opacity-55 aria-invalid:border-bad aria-invalid:bg-bad-ground";
