import type { StoredClassification } from "./ecodms-seed.ts";

/** What the documentation lets an attribute be compared by. */
const ALL = ["ilike", "not ilike", ">", ">=", "<", "<=", "=", "!="];
const SAME = ["=", "!="];
const DATES = [">", ">=", "<", "<=", "=", "!="];
const OPERATORS: Record<string, string[]> = {
  docart: SAME,
  docid: ALL,
  defdate: DATES,
  changeid: ["ilike", "not ilike", "=", "!="],
  revision: ALL,
  folder: SAME,
  folderonly: SAME,
  cdate: DATES,
  bemerkung: ["ilike", "not ilike", "=", "!="],
  ctimestamp: ALL,
  mainfolder: SAME,
  mainfolderonly: SAME,
  fulltext: ["="],
  "fulltext-ext": ["="],
  status: SAME,
};
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?$/;

export interface Filter {
  classifyAttribut: string;
  searchValue: string;
  searchOperator: string;
}

/** What a search refuses, in ecoDMS's words. */
export class SearchRefused extends Error {}

/** Every classification that meets all filters. @param textOf what a document says @throws SearchRefused */
export function searchArchive(
  rows: StoredClassification[],
  filters: Filter[],
  textOf: (docId: number) => string,
): StoredClassification[] {
  if (filters.length === 0) throw new SearchRefused("List of search filters must not be null");
  for (const filter of filters) check(filter);
  return rows.filter((row) => filters.every((filter) => meets(row, filter, textOf)));
}

function check({ classifyAttribut, searchOperator, searchValue }: Filter): void {
  const operators = classifyAttribut.startsWith("dyn_") ? ALL : OPERATORS[classifyAttribut];
  if (!operators) throw new SearchRefused(`Search attribute ${classifyAttribut} not found!!`);
  if (!operators.includes(searchOperator))
    throw new SearchRefused(
      `Invalid search operator ${searchOperator} for classify attribute ${classifyAttribut}!!`,
    );
  const isDate = classifyAttribut === "cdate" || classifyAttribut === "defdate";
  if (isDate && !DATE.test(searchValue))
    throw new SearchRefused(
      `Invalid date pattern for classify attribute ${classifyAttribut}: ${searchValue}`,
    );
  if (classifyAttribut === "ctimestamp" && !TIMESTAMP.test(searchValue))
    throw new SearchRefused(
      `Invalid date or timestamp pattern for classify attribute ctimestamp: ${searchValue}`,
    );
}

function meets(
  row: StoredClassification,
  { classifyAttribut, searchOperator, searchValue }: Filter,
  textOf: (docId: number) => string,
): boolean {
  if (classifyAttribut === "fulltext" || classifyAttribut === "fulltext-ext")
    return compare(textOf(row.docId), searchValue, "ilike");
  if (classifyAttribut === "folder") {
    const folder = row.attributes.folder ?? "";
    const isIn = folder === searchValue || folder.startsWith(`${searchValue}.`);
    return searchOperator === "=" ? isIn : !isIn;
  }
  if (classifyAttribut === "docid" && /^\d+$/.test(searchValue))
    return compare(row.docId, Number(searchValue), searchOperator);
  if (classifyAttribut === "mainfolderonly") {
    const isDirectlyIn = row.attributes.folder === searchValue;
    return searchOperator === "=" ? isDirectlyIn : !isDirectlyIn;
  }
  const name = classifyAttribut === "folderonly" ? "folder" : classifyAttribut;
  return compare(row.attributes[name] ?? "", searchValue, searchOperator);
}

function compare<T extends string | number>(one: T, other: T, operator: string): boolean {
  const isLike = String(one).toLowerCase().includes(String(other).toLowerCase());
  if (operator === "ilike") return isLike;
  if (operator === "not ilike") return !isLike;
  if (operator === ">") return one > other;
  if (operator === ">=") return one >= other;
  if (operator === "<") return one < other;
  if (operator === "<=") return one <= other;
  return operator === "=" ? one === other : one !== other;
}
