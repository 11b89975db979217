import type { EndpointFault } from './endpoint-url.ts';

/** What to do about an address to which nothing is sent. */
export const endpointFixes: Readonly<Record<EndpointFault, string>> = {
  not_a_url: 'is not an absolute URL: write it as https://app.example.com/gatehouse-events',
  not_https: 'must begin with https://',
  with_credentials: 'must not hold a user or password: a header proves who sends',
  with_fragment: 'must not hold a fragment: leave out the # and what follows',
  private_address: 'leads into a private network, to which this deployment sends no events',
};
