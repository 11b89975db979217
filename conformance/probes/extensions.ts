import { notApplicable, type Requirement } from '../requirement.ts';

/** Sections 12, 13 and 17: what is not offered. What is offered has a file of its own; what is meant to be says so. */
export const notOffered: readonly Requirement[] = [
  ...['JA-01', 'JA-02', 'JA-03', 'JA-04', 'JA-05', 'JA-06'].map((id) =>
    notApplicable(
      id,
      'Request objects (RFC 9101) are not offered: pushed requests do the same without a parser for signed ones.',
    ),
  ),
  ...['MT-01', 'MT-02'].map((id) =>
    notApplicable(
      id,
      'Certificates do not bind tokens here; keys do (RFC 9449). No header that claims a certificate is read.',
    ),
  ),
  ...['TX-01', 'TX-02'].map((id) => notApplicable(id, 'Token exchange (RFC 8693) is not offered.')),
  notApplicable('TX-05', 'Assertions authenticate clients; they are no grant.'),
  notApplicable('TX-06', 'authorization_details (RFC 9396) is not offered.'),
];
