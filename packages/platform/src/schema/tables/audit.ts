export interface AuditEventRow {
  id: string;
  at: number;
  company_id: number | null;
  event: string;
  actor_kind: 'person' | 'service_account' | 'client' | 'anonymous' | 'system';
  actor_id: string | null;
  client_id: string | null;
  subject: string | null;
  details: string;
  request_id: string;
  address: string;
}
