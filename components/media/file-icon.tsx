import {
  Archive,
  File,
  FileSpreadsheet,
  FileText,
  Film,
  Folder,
  Image,
  type LucideIcon,
  Music,
  ScrollText,
} from "lucide-react";
import { cn } from "#lib/core/cn.ts";
import { type FileKind, fileKind } from "./file-kind.ts";
import type { MediaRow } from "./media-json.ts";

const icons: Record<FileKind, LucideIcon> = {
  folder: Folder,
  image: Image,
  pdf: ScrollText,
  video: Film,
  audio: Music,
  text: FileText,
  archive: Archive,
  sheet: FileSpreadsheet,
  other: File,
};

export function FileIcon({
  row,
  className,
}: {
  row: Pick<MediaRow, "isDir" | "mimeType" | "filename">;
  className?: string;
}) {
  const Icon = icons[fileKind(row)];
  return <Icon aria-hidden strokeWidth={1.25} className={cn("text-ink-faint", className)} />;
}
