/** ecoDMS in our words. Instants are ISO 8601 UTC, days `2026-11-21`. */

/** What a value of a list of ecoDMS's is called; `name` is the id where ecoDMS names it nowhere. */
export interface Named {
  id: string;
  name: string;
}

/** One document, whatever number of folders it is classified in: of these the first. */
export interface Document {
  /** ecoDMS's docid. */
  id: number;
  /** Its comment (`bemerkung`), which ecoDMS fills with the file's name; `#5` where there is none. */
  name: string;
  folder: Named | null;
  type: Named | null;
  status: Named | null;
  /** The day on the document; null where none was given. */
  date: string | null;
  /** Known of versioned documents read one by one. */
  createdAt: string | null;
  /** Of its classification. */
  modifiedAt: string | null;
  /** By the ending of its name; null where that says none. */
  mime: string | null;
  /** What a download may ask for; empty in lists, and for documents without versions. */
  versions: DocumentVersion[];
}

export interface DocumentVersion {
  id: number;
  name: string;
  createdAt: string | null;
}

export interface Folder {
  /** As ecoDMS writes it: `1.2`. */
  id: string;
  name: string;
  parentId: string | null;
}

/** What documents are classified by. */
export interface Classifications {
  types: Named[];
  statuses: Named[];
  /** Ids as a search takes them; the studio's own begin with `dyn_`. */
  attributes: Named[];
}

export const FILTER_OPERATORS = ["=", "!=", "<", "<=", ">", ">=", "ilike", "not ilike"] as const;

/** One condition of a search. ecoDMS has words of its own for what an attribute cannot be compared by. */
export interface DocumentFilter {
  /**
   * Id of a classification attribute; `folderonly`, `mainfolderonly`: the folder without those in it; `fulltext`,
   * `fulltext-ext`: words in the document itself (`=`).
   */
  attribute: string;
  operator: (typeof FILTER_OPERATORS)[number];
  value: string;
}
