import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AwsV4Signer } from 'aws4fetch';

/** `get-vanilla` and `post-vanilla` of the test suite that AWS publishes for Signature Version 4. */
const published = {
  GET: '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  POST: '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
} as const;

for (const [method, signature] of Object.entries(published))
  test(`requests to the key service are signed as AWS says: ${method}`, async () => {
    const signer = new AwsV4Signer({
      method,
      url: 'https://example.amazonaws.com/',
      accessKeyId: 'AKIDEXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
      region: 'us-east-1',
      service: 'service',
      datetime: '20150830T123600Z',
    });
    const { headers } = await signer.sign();
    assert.equal(
      headers.get('authorization'),
      `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=${signature}`,
    );
  });
