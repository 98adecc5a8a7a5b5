/** On everything that was somebody's file: it may be looked at, but it can do nothing in our origin's name. */
export const FILE_SAFETY: Record<string, string> = {
  "Content-Security-Policy": "sandbox; default-src 'none'",
  "X-Content-Type-Options": "nosniff",
  "Cross-Origin-Resource-Policy": "same-origin",
};
