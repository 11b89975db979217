import type { GeneratedAlways as Generated, JsonText } from '@gatehouse/database';
import type { ColumnType } from 'kysely';

/** A column that an insert may leave to the database. */
type DefaultsTo<Value> = ColumnType<Value, Value | undefined, Value>;

/** A folder or a file, at company level when `project_id` is null. The root folder has no parent. */
export interface DocumentRow {
  id: Generated<number>;
  company_id: number;
  project_id: number | null;
  kind: 'folder' | 'file';
  parent_id: number | null;
  name: string;
  /** Case-folded name: two items of one folder never differ by case alone. */
  name_key: string;
  /** 0; more only where an item of this name already lay in the folder, hidden from whoever made this one. */
  namesake: number;
  description: string | null;
  /** The words of name and description, each behind its place, as the index of words keeps them; none: is never found. */
  words: DefaultsTo<string | null>;
  private_at: number | null;
  /**
   * Since when whoever made the item sees it although it is private, and although nobody named them: while it was
   * made private by themselves, or by the tool's settings. Another's word about who may see it ends that.
   */
  creator_reads_since: number | null;
  tracked_at: number | null;
  created_by: number;
  created_at: number;
  updated_at: number;
  /** Grows with every change of the item itself; what lies in a folder does not move it. */
  revision: DefaultsTo<number>;
  checked_out_by: DefaultsTo<number | null>;
  checked_out_until: DefaultsTo<number | null>;
  /** Set of what lies directly in the recycle bin, and of the bin itself; what lies deeper is deleted by where it lies. */
  deleted_at: number | null;
  deleted_by: DefaultsTo<number | null>;
  /** The folder from which it was deleted, of what lies directly in the bin; that may be gone itself by now. */
  deleted_from: DefaultsTo<number | null>;
  /** Set of a place's recycle bin alone: a folder in the root that itself counts as deleted. */
  recycle_bin_since: DefaultsTo<number | null>;
  /** Gone for good, with all that lies in it: the rows follow in small steps. Set of what counts as deleted alone. */
  purged_at: DefaultsTo<number | null>;
}

/** Who is told when something changes in a folder, or a file. */
export interface DocumentTrackerRow {
  company_id: number;
  document_id: number;
  person_id: number;
  tracked_at: number;
}

/** Somebody stopped the mails about tracked documents of a place: nobody but they begins them again. */
export interface TrackingStopRow {
  company_id: number;
  /** 0 is the company's own tool. */
  project_id: number;
  person_id: number;
  stopped_at: number;
}

/** Mails about tracked documents that somebody got of a company in one day. */
export interface TrackingAllowanceRow {
  company_id: number;
  person_id: number;
  began_at: number;
  sent: number;
  /** Things that happened when the day had no mail left. */
  held: number;
}

/** What somebody did to an item that is tracked, until those who track it have been told. */
export interface DocumentNewsRow {
  id: Generated<number>;
  company_id: number;
  /** 0 is the company's own tool. */
  project_id: number;
  document_id: number;
  what: 'added' | 'version' | 'moved' | 'renamed' | 'described' | 'deleted' | 'restored';
  /** Who did it: they are not told. */
  person_id: number;
  /** The tracked items on the way to it, itself included, before and after. */
  tracked: JsonText<number[]>;
  at: number;
  /** How often its place could not be told of, and when that is tried again; null where it never failed. */
  failures: number | null;
  retry_at: number | null;
}

/** What a create with an idempotency token has made, for as long as it may be sent again. */
export interface DocumentCreateRow {
  /** Of the token, with whoever sent it by which app. */
  token_hash: string;
  company_id: number;
  request_hash: string;
  document_id: number;
  /** Where a version was made. */
  version_id: number | null;
  created_at: number;
}

export interface DocumentReaderRow {
  company_id: number;
  document_id: number;
  person_id: number;
}

export interface FileVersionRow {
  id: Generated<number>;
  company_id: number;
  document_id: number;
  number: number;
  size: number;
  sha256: string;
  /** The content that holds the bytes; null in versions older than contents, whose bytes lie under the digest itself. */
  location: string | null;
  content_type: string;
  notes: string | null;
  created_by: number;
  created_at: number;
}

/** A digest that versions name. Where its bytes lie, `contents` says. */
export interface BlobRow {
  sha256: string;
  size: number;
  created_at: number;
}

/** The number of a place's last change. Every change takes the next one and holds the row until it is committed. */
export interface DocumentSequenceRow {
  company_id: number;
  /** 0 is the company's own tool. */
  project_id: number;
  last: number;
  /** Since when apps have to be told that something changed that is not behind a private item. */
  hint_due_at: DefaultsTo<number | null>;
  /** Given by the database: without it nobody can tell numbers from the tags made of them. */
  secret: Generated<string>;
}

/** How the Documents tool of a place is set by its Admins; no row where nobody has set anything. */
export interface DocumentSettingsRow {
  company_id: number;
  /** 0 is the company's own tool. */
  project_id: number;
  /** Since when what is made there is private from its first moment. */
  private_by_default_since: number | null;
}

/** That an item changed, and who could see it before; what it has become is asked of the item itself. */
export interface DocumentChangeRow {
  company_id: number;
  project_id: number;
  seq: number;
  document_id: number;
  kind: 'folder' | 'file';
  /** The private items on the way to it before the change, itself included; null where it was not there. */
  gates_before: JsonText<number[]> | null;
  /** Who was named on it before, where it was private and this change ended or altered that. */
  readers_before: JsonText<{ people: number[]; groups: number[]; creator: number | null }> | null;
  at: number;
  /** Where the change was that it was deleted itself, and not one above it. */
  deleted_at: number | null;
  /** Where the change was that a folder was made: whatever is in it came by a later change, which has its own row. */
  made_empty_at: number | null;
  /** The private items on the way to a folder after the change, itself included; null where it was not there, or is not known. */
  gates_after: JsonText<number[]> | null;
}

/** The last change at or below an item: through open items alone, and through all. */
export interface DocumentTagRow {
  document_id: number;
  company_id: number;
  open_seq: number;
  full_seq: number;
}

/** Bytes that are durable in the blob store. Versions refer to them by location, which is never given twice. */
export interface ContentRow {
  location: string;
  /** Among whom identical bytes are stored once (`BlobStore.sharedBy`). */
  shared_by: string;
  sha256: string;
  size: number;
  created_at: number;
  /** Since when no version names it; the bytes go some time after. */
  unused_at: number | null;
}

/** Bytes on their way: sent to their own address, and by and by part of a file of whoever began the upload. */
export interface UploadRow {
  id: string;
  company_id: number;
  project_id: number | null;
  person_id: number;
  kind: 'form' | 'segments' | 'unified';
  /** What was promised of the bytes, as JSON (`UploadPlan`). */
  plan: string;
  created_at: number;
  expires_at: number;
  completed_at: number | null;
  used_at: number | null;
  /** Where the bytes lie, once they are whole and their digest is known. */
  location: string | null;
  sha256: string | null;
  size: number | null;
}

export interface UploadPartRow {
  upload_id: string;
  company_id: number;
  number: number;
  location: string;
  sha256: string;
  size: number;
  received_at: number;
}

/** A word that a project gives its documents. */
export interface CustomTagRow {
  id: Generated<number>;
  company_id: number;
  project_id: number;
  name: string;
  /** Case-folded: two tags of one project never differ by case alone. */
  name_key: string;
  created_by: number;
  created_at: number;
}

export interface CustomTagItemRow {
  company_id: number;
  document_id: number;
  tag_id: number;
}
