export { selfSignedCertificate } from './self-signed-certificate.ts';
export { rawConnection } from './test-server.ts';
