/** What a key does to the file that has the focus. */
export type Deed = "open" | "select" | "all" | "none" | "rename" | "delete" | "menu";

/** Null where the key means nothing. `command`: Ctrl or ⌘ is held. */
export function gridDeed(key: string, command: boolean): Deed | null {
  if (command) return key === "a" ? "all" : null;
  switch (key) {
    case "Enter":
      return "open";
    case " ":
      return "select";
    case "Escape":
      return "none";
    case "F2":
      return "rename";
    case "Delete":
    case "Backspace":
      return "delete";
    case "ContextMenu":
      return "menu";
    default:
      return null;
  }
}
