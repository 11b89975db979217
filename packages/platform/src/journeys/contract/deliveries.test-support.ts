import type { Endpoint } from './endpoint.test-support.ts';

const delivery = {
  id: 'integer',
  event_id: 'integer',
  event: 'object',
  response_status: 'integer|null',
  response_headers: 'object',
  response_body: 'string|null',
  response_error: 'string|null',
  started_at: 'string|null',
  completed_at: 'string|null',
} as const;

/** Wire reference C.11: what was told to a hook. Asked for where a hook is told something. */
export const deliveries: readonly Endpoint[] = [
  {
    path: '/rest/v1.0/webhooks/hooks/{hook}/deliveries?company_id={company}',
    fields: { ...delivery, outcome: 'string' },
  },
  ...['companies/{company}', 'companies/{company}/projects/{project}'].map(
    (place): Endpoint => ({
      path: `/rest/v2.0/${place}/webhooks/hooks/{hook}/deliveries`,
      fields: { ...delivery, id: 'string', event_id: 'string', status: 'string' },
    }),
  ),
];
