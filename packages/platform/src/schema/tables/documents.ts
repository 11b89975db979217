import type { GeneratedAlways as Generated, JsonText } from '@gatehouse/database';

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
  deleted_at: number | null;
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
  content_type: string;
  notes: string | null;
  created_by: number;
  created_at: number;
}

/** Bytes that are durable in the blob store; a version refers to them by digest. */
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
}

/** The last change at or below an item: through open items alone, and through all. */
export interface DocumentTagRow {
  document_id: number;
  company_id: number;
  open_seq: number;
  full_seq: number;
}
