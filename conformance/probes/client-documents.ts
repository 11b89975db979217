import assert from 'node:assert/strict';
import { expectErrorPage } from '../expect.ts';
import { probed, type Requirement } from '../requirement.ts';
import { makeProof } from '../target.ts';

const evil = 'https://evil.example/cb';

export const clientDocuments: readonly Requirement[] = [
  probed(
    'RG-07',
    [
      'MUST',
      'draft CIMD 3',
      'An id that is no sound address of a document leads nowhere, and nothing inside is asked.',
    ],
    async (t) => {
      const asking = (client_id: string) =>
        t.authorizePath({ client_id, redirect_uri: t.redirect_uri, ...makeProof().challenge });
      assert.equal(
        t.client_documents !== undefined,
        t.metadata.client_id_metadata_document_supported === true,
        'target.json and the metadata differ in whether documents are taken',
      );
      if (t.client_documents !== undefined) {
        const { sound, unsound } = t.client_documents;
        // What is refused below is refused for what is wrong with it: a sound id is taken.
        const page = await t.browser.get(asking(sound));
        assert.equal(page.status, 200, sound);
        const { origin, host, pathname } = new URL(sound);
        for (const spoiled of [
          `http://${host}${pathname}`,
          origin,
          `${origin}/`,
          `${sound}#part`,
          `https://user@${host}${pathname}`,
          `https://user:word@${host}${pathname}`,
          `${origin}/a/..${pathname}`,
          `${origin}/.${pathname}`,
          sound.toUpperCase(),
        ])
          await expectErrorPage(t, asking(spoiled));
        for (const document of unsound) await expectErrorPage(t, asking(document));
        await expectErrorPage(t, t.authorizePath({ client_id: sound, redirect_uri: evil }));
      }
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
        await expectErrorPage(t, t.authorizePath({ client_id, redirect_uri: evil }));
    },
  ),
];
