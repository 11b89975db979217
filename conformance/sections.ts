/** The rows of the list of checks: every one of them is probed, proven, or has its reason. */
export const sections: Readonly<Record<string, { readonly title: string; readonly rows: number }>> = {
  AZ: { title: 'Authorization endpoint', rows: 33 },
  RU: { title: 'Redirect URIs', rows: 23 },
  PK: { title: 'Proof keys (PKCE)', rows: 15 },
  AC: { title: 'Authorization codes', rows: 17 },
  TK: { title: 'Token endpoint', rows: 20 },
  CA: { title: 'Client authentication', rows: 27 },
  RT: { title: 'Refresh tokens', rows: 29 },
  SA: { title: 'Service accounts', rows: 14 },
  RS: { title: 'Bearer tokens at the API', rows: 21 },
  JW: { title: 'JSON Web Tokens', rows: 13 },
  MD: { title: 'Metadata', rows: 6 },
  TI: { title: 'Introspection', rows: 10 },
  RV: { title: 'Revocation', rows: 11 },
  PA: { title: 'Pushed authorization requests', rows: 9 },
  JA: { title: 'Request objects', rows: 6 },
  DP: { title: 'DPoP', rows: 13 },
  MT: { title: 'Mutual TLS', rows: 2 },
  DV: { title: 'Device grant', rows: 9 },
  RG: { title: 'Registration and portal', rows: 11 },
  UI: { title: 'Pages and sessions', rows: 20 },
  MX: { title: 'Mix-up, companies and apps', rows: 13 },
  TX: { title: 'Token exchange, resources and assertions', rows: 8 },
  AB: { title: 'Transport, parsing and abuse', rows: 11 },
};

export const rowIds: readonly string[] = Object.entries(sections).flatMap(([section, { rows }]) =>
  Array.from({ length: rows }, (_, at) => `${section}-${String(at + 1).padStart(2, '0')}`),
);
