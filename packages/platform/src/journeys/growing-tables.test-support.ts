const people = 'people, and what each has to sign in with';
const directory = 'who a company and its projects have, and what they may do there';
const apps = 'apps that developers register or people let in by an address, their versions and pages';
const companies = 'companies, their projects, and how they are set up';
const both = 'one row for an app in a company, or a person who uses it there';
const engine = 'the engine’s own: steps of the schema, counters and statistics';
const index =
  'documents, and their words: SQLite keeps the index in pages, and folds them together as it likes';

/**
 * The only tables that may have more rows from one month to the next, each with what they grow with: what a business
 * itself keeps, and what a deployment is there to remember. Every other table is flat, however long it is used.
 */
export const growsWith: Readonly<Record<string, string>> = {
  audit_events: 'whatever happens: the record, chained, that nobody can shorten unseen',
  people,
  passkeys: people,
  totp_secrets: people,
  recovery_codes: people,
  identities: people,
  companies,
  projects: companies,
  document_settings: companies,
  document_sequences: companies,
  disabled_tools: companies,
  project_tool_positions: companies,
  identity_providers: companies,
  identity_domains: companies,
  app_policies: companies,
  app_policy_entries: companies,
  way_out_codes: companies,
  company_members: directory,
  invitations: directory,
  member_counts: directory,
  member_words: directory,
  project_members: directory,
  company_levels: directory,
  project_levels: directory,
  project_actions: directory,
  permission_templates: directory,
  permission_template_levels: directory,
  tracking_stops: directory,
  tracking_allowances: directory,
  apps,
  clients: apps,
  client_secrets: apps,
  redirect_uris: apps,
  app_versions: apps,
  app_listings: apps,
  app_collaborators: apps,
  asked_collaborators: apps,
  installations: both,
  permitted_projects: both,
  service_accounts: both,
  app_users: both,
  permission_uses: both,
  set_up_links: 'nothing: there is one, before the first administrator',
  migrations: engine,
  sqlite_sequence: engine,
  sqlite_stat1: engine,
  sqlite_stat4: engine,
  document_words: index,
  document_words_data: index,
  document_words_idx: index,
  document_words_docsize: index,
  document_words_config: index,
};

/** Of those the ones that may have more though the business has stayed as it was. */
export const records: ReadonlySet<string> = new Set([
  'audit_events',
  ...Object.keys(growsWith).filter((table) => [engine, index].includes(growsWith[table] ?? '')),
]);
