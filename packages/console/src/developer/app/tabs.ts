/** The pages about one app, in the order of the work; the first has the app's own address. */
export const tabs = [
  { name: 'overview', to: '/developer/apps/$appId' },
  { name: 'credentials', to: '/developer/apps/$appId/credentials' },
  { name: 'configuration', to: '/developer/apps/$appId/configuration' },
  { name: 'versions', to: '/developer/apps/$appId/versions' },
  { name: 'samples', to: '/developer/apps/$appId/samples' },
  { name: 'metrics', to: '/developer/apps/$appId/metrics' },
  { name: 'request_log', to: '/developer/apps/$appId/request-log' },
  { name: 'events', to: '/developer/apps/$appId/events' },
  { name: 'collaborators', to: '/developer/apps/$appId/collaborators' },
  { name: 'listing', to: '/developer/apps/$appId/listing' },
] as const;

export type Tab = (typeof tabs)[number]['name'];
