import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readEndpointUrl } from '../events/endpoint-url.ts';
import { mayConnect } from './address-rules.ts';

const closed = { privateAllowed: false };
const open = { privateAllowed: true };

describe('addresses', () => {
  it('of private networks, this machine, links, multicast and cloud metadata are never connected to', () => {
    const inside = [
      '0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.168.1.1',
      '192.0.2.1 198.18.0.1 203.0.113.9 224.0.0.1 255.255.255.255',
      ':: ::1 fe80::1 fc00::1 fd12::1 ff02::1 ::ffff:10.0.0.1 ::ffff:127.0.0.1 64:ff9b::a00:1 2002:7f00:1::',
      '2001:0:1::1 2001:db8::1',
    ];
    for (const address of inside.join(' ').split(' '))
      assert.equal(mayConnect(address, 'https:', closed), false, address);
  });

  it('of the public internet are, by TLS only', () => {
    for (const address of [
      '1.1.1.1',
      '172.15.0.1',
      '172.32.0.1',
      '100.128.0.1',
      '2606:4700::1',
      '2a00:1450::1',
    ]) {
      assert.equal(mayConnect(address, 'https:', closed), true, address);
      assert.equal(mayConnect(address, 'http:', open), false, address);
    }
  });

  it('that are no addresses are never connected to, whatever the operator allows', () => {
    for (const address of ['', 'localhost', '1.2.3', '127.0.0.1%0', 'example.com'])
      for (const rules of [closed, open]) assert.equal(mayConnect(address, 'https:', rules), false, address);
  });
});

describe('an address for events', () => {
  const faultOf = (url: string, rules = closed) => {
    const read = readEndpointUrl(url, rules);
    return read.ok ? undefined : read.fault;
  };

  it('is https, without user, password or fragment', () => {
    assert.equal(faultOf('https://app.example/events?kind=gatehouse'), undefined);
    assert.equal(faultOf('app.example/events'), 'not_a_url');
    assert.equal(faultOf('http://app.example/events'), 'not_https');
    assert.equal(faultOf('ftp://app.example/events'), 'not_https');
    assert.equal(faultOf('https://me:secret@app.example/'), 'with_credentials');
    assert.equal(faultOf('https://app.example/#here'), 'with_fragment');
  });

  it('of a private network is known however it is spelt', () => {
    const spellings = [
      '127.0.0.1',
      '2130706433',
      '0x7f.1',
      '0177.0.0.1',
      '[::1]',
      '[::ffff:7f00:1]',
      '10.0.0.8',
    ];
    for (const host of [
      ...spellings,
      'localhost',
      'LOCALHOST',
      'localhost.',
      'deep.localhost',
      '169.254.169.254',
    ])
      assert.equal(faultOf(`https://${host}/`), 'private_address', host);
  });

  it('may be plain HTTP only to this machine, and only where the operator said so', () => {
    for (const host of ['127.0.0.1:8080', '[::1]:8080', 'localhost:8080']) {
      assert.equal(faultOf(`http://${host}/`), 'not_https', host);
      assert.equal(faultOf(`http://${host}/`, open), undefined, host);
    }
    assert.equal(faultOf('http://10.0.0.8/', open), 'not_https');
    assert.equal(faultOf('https://10.0.0.8/', open), undefined);
  });
});
