import { expectErrorPage } from '../expect.ts';
import { probed, type Requirement } from '../requirement.ts';

export const clientDocuments: readonly Requirement[] = [
  probed(
    'RG-07',
    [
      'MUST',
      'draft CIMD 3',
      'An id that is no sound address of a document leads nowhere, and nothing inside is asked.',
    ],
    async (t) => {
      for (const client_id of [
        'http://client.invalid/client.json',
        'https://client.invalid',
        'https://client.invalid/#part',
        'https://user@client.invalid/client.json',
        'https://client.invalid/a/../client.json',
        'https://127.0.0.1/client.json',
        'https://[::ffff:169.254.169.254]/latest',
        'https://169.254.169.254/latest',
        'https://localhost/client.json',
      ])
        await expectErrorPage(t, t.authorizePath({ client_id, redirect_uri: 'https://evil.example/cb' }));
    },
  ),
];
