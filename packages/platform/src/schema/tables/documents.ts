import type { GeneratedAlways as Generated } from '@gatehouse/database';

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
